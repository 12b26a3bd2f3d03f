import { readDatabase } from "#lib/domain/commands/observations.ts";
import { isStepError } from "#lib/domain/errors.ts";
import type { Attestation } from "#lib/domain/run/journal.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import { check, finding } from "./finding.ts";
import { lastAnswered, withLastAnswer } from "./last-answered.ts";
import type { LiveContext } from "./step.ts";

/** An attestation counts for at most this long when the act is sent (rule 1). */
export const attestationLifeMs = 15 * 60_000;

/** "answers-unproven": it speaks, but does not say what its mgc is (a refused login): nobody may attest that it is off. */
export type OppositeVerdict = "proven-not-writable" | "writable" | "unreachable" | "answers-unproven";
export type OppositeReading = { readonly instance: string; readonly verdict: OppositeVerdict; readonly detail: string };

/** Asks each instance of the opposite side whether its mgc could take writes. Silence is "unreachable", never proof. */
export async function readOpposite(ctx: OppositeContext): Promise<readonly OppositeReading[]> {
  return Promise.all(ctx.plan.opposite.map((instance) => readOne(ctx, instance)));
}

/** As `readOpposite`; a silent instance is asked once more: one line that drops must not be taken for a site that is gone. */
async function readOppositeTwice(ctx: OppositeContext): Promise<readonly OppositeReading[]> {
  const first = await readOpposite(ctx);
  return Promise.all(first.map((seen) => (seen.verdict === "unreachable" ? readOne(ctx, seen.instance) : seen)));
}

type OppositeContext = { readonly ports: LiveContext["ports"]; readonly plan: Pick<LiveContext["plan"], "opposite"> };

async function readOne(ctx: OppositeContext, instance: string): Promise<OppositeReading> {
  try {
    const db = await readDatabase(ctx.ports.sql, instance, "mgc");
    const detail = `mgc is ${db.state ?? "absent"}${db.role ? `, ${db.role.toLowerCase()}` : ""}${db.readOnly ? ", read-only" : ""}`;
    return { instance, verdict: db.writable ? "writable" : "proven-not-writable", detail };
  } catch (e) {
    const silent = isStepError(e) && e.code === "unreachable";
    const detail = e instanceof Error ? e.message : String(e);
    return { instance, verdict: silent ? "unreachable" : "answers-unproven", detail };
  }
}

/** The word about an instance that was given last, whatever its own time says: a clock that was set back must not make an older one count. */
export function attestationFor(run: RunState, instance: string): Attestation | null {
  return run.taken.flatMap((t) => t.attestations).findLast((a) => a.instance === instance) ?? null;
}

/** Where each opposite instance stands now; used to show, not to pass rule 1. */
export const homeFenced = check(
  "home-fenced",
  async (ctx) => {
    const seen = await readOpposite(ctx);
    const writable = seen.filter((s) => s.verdict === "writable");
    const silent = seen.filter((s) => s.verdict === "unreachable" || s.verdict === "answers-unproven");
    const facts = Object.fromEntries(seen.map((s) => [s.instance, `${s.verdict}: ${s.detail}`]));
    // Where the plan fences it, this is what was expected and is done next.
    const isPlanned = writable.length > 0 && writable.every((s) => s.instance === ctx.plan.fence?.instance);
    if (writable.length > 0) return finding(ctx, "home-fenced", isPlanned ? "warn" : "fail", facts);
    return finding(ctx, "home-fenced", silent.length > 0 ? "unknown" : "pass", facts);
  },
  { onBad: "record" },
);

/**
 * Rule 1, immediately before a copy is made writable: every opposite instance proven not writable, or unreachable with a
 * person's attestation at most 15 minutes old. A word about an instance that answered since is disproved, also when the next look
 * finds it silent. Nobody may go on past it.
 */
export const ruleOne = check("rule-one", async (ctx) => {
  const readings = await readOppositeTwice(ctx);
  const now = ctx.ports.clock.now().getTime();
  const facts: Record<string, string> = {};
  let bad: "fail" | "unknown" | null = null;
  for (const seen of readings) {
    const word = attestationFor(ctx.run, seen.instance);
    const answered = lastAnswered(ctx.run, seen.instance);
    const doubt = word ? doubtAbout(word, { now, answered }) : null;
    if (seen.verdict === "writable") bad = "fail";
    else if (seen.verdict === "answers-unproven" || (seen.verdict === "unreachable" && (!word || doubt)))
      bad ??= "unknown";
    facts[seen.instance] = `${seen.verdict}: ${seen.detail}`;
    if (seen.verdict !== "unreachable") continue;
    const said = word ? `unreachable, attested by ${word.confirmedBy} at ${word.confirmedAt}${doubt ?? ""}` : null;
    facts[seen.instance] = withLastAnswer(said ?? `unreachable: ${seen.detail}`, answered);
  }
  return finding(ctx, "rule-one", bad ?? "pass", facts);
});

/** Why a person's word does not count, to be said after it; null when it does. */
function doubtAbout(word: Attestation, at: { readonly now: number; readonly answered: string | null }): string | null {
  const saidMs = Date.parse(word.confirmedAt);
  const ageMs = at.now - saidMs;
  if (Number.isNaN(ageMs) || ageMs > attestationLifeMs || ageMs < -60_000) return " (too old)";
  return at.answered !== null && Date.parse(at.answered) > saidMs ? " (disproved: it answered after that)" : null;
}

/** The target still has the role that the plan pinned. A changed role stops the step. */
export const rolesUnchanged = check("roles-unchanged", async (ctx) => {
  const db = await readDatabase(ctx.ports.sql, ctx.plan.target, "mgc");
  const facts = { instance: ctx.plan.target, state: db.state ?? "absent", role: db.role ?? "none" };
  return finding(ctx, "roles-unchanged", db.state === "RESTORING" && db.role === null ? "pass" : "fail", facts);
});

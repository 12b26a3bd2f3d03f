import { expect } from "vitest";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import type { Capture } from "#lib/domain/store-port.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import type { Bench } from "./bench.ts";
import { until } from "./processes.ts";
import { ruleSevenProblems } from "./rule-seven.ts";

export const [homeA, homeB, otherA] = ["sqlmi01\\PCHAT", "sqlmi02\\PCHAT", "sqlto01\\PCHAT"] as const;
export type Asked = { readonly way: "full-restore" | "log-swap"; readonly order: "state-first" | "documented" };

/** Home is lost, chat goes on in the other site, home comes back as in life, with what `returns` says. */
export async function failedOver(bench: Bench, returns: readonly string[] = []): Promise<void> {
  const { lab, console } = bench;
  await bench.sampled(1);
  await captured(bench);
  await lab.site("home", false);
  const runId = await console.start(await console.plan("failover", "users-first"));
  await console.attest(runId);
  expect((await console.untilEnded(runId)).status).toBe("succeeded");
  for (const fault of returns) await lab.fault(fault, true);
  await lab.site("home", true);
}

/** Home's chat servers are back a moment after its instances; a plan without them stops nothing there. */
export async function homeChatIsBack({ console }: Bench): Promise<void> {
  const runs = async () => {
    const overview = await console.call<OverviewView | null>("getOverview");
    const server = overview?.chatServers.find((s) => s.fqdn.startsWith("pchat01"));
    return server?.serviceState === "Running" ? true : null;
  };
  await until("home's chat servers", runs, 60_000);
}

/** Waits until all that a failback rebuilds was captured, as in a pool that has been running: every instance and the product's side. */
export async function captured({ console }: Bench): Promise<void> {
  const halves = [...[homeA, homeB, otherA].map((name) => `instance:${name}`), "lync"];
  const whole = async () => {
    const capture = await console.call<Capture | null>("newestCapture");
    return capture && halves.every((half) => half in capture.halves) ? capture : null;
  };
  await until("a whole capture", whole, 60_000);
}

/** Makes plans until one may start; the last one's reasons when none may in that time, a minute by default. */
export async function planUntilStartable(
  bench: Bench,
  asked: { readonly procedure: ProcedureId } & Partial<Asked>,
  withinMs = 60_000,
): Promise<PlanView> {
  const { call } = bench.console;
  let blocked: PlanView | null = null;
  const plan = async () => {
    const { planId } = await call<{ planId: string }>("planRun", asked);
    const made = await until(
      "a plan",
      async () => {
        const job = await call<{ status: string; message?: string } | null>("getPlanJob", { planId });
        // Not the end: servers that have just started answer a moment later.
        if (job?.status === "failed") return { refused: job.message ?? "" };
        const view = await call<PlanView | null>("getPlan", { planId });
        return view && { view };
      },
      30_000,
    );
    if (!("view" in made)) throw new Error(made.refused);
    blocked = made.view;
    return made.view.blocking.length === 0 ? made.view : null;
  };
  return until(`a ${asked.procedure} that may start`, plan, withinMs).catch((e: unknown) => {
    const bad = blocked?.findings.filter((f) => blocked?.blocking.includes(f.checkId)) ?? [];
    throw new Error(`${String(e)}; blocked by ${JSON.stringify(bad)}`);
  });
}

const answers: Readonly<Record<string, string>> = {
  "stranded-messages": "waive",
  "restore-over-home": "confirm-restore",
  "reseed-other": "confirm-reseed",
  "ship-from-mirror": "do-now",
};

/** Answers what a failback asks; anything else ends the story with what was asked. `more` answers it, or says "stop" to give the run back. */
export async function failbackToTheEnd(
  bench: Bench,
  runId: string,
  more: (asked: NonNullable<RunView["decision"]>) => string | "stop" | null = () => null,
): Promise<RunView> {
  const { console } = bench;
  for (;;) {
    const now = await until(
      "a question or the end",
      async () => {
        const run = await console.run(runId);
        return run.decision || run.finishedAt ? run : null;
      },
      120_000,
    ).catch(async (e: unknown) => {
      const last = (await console.events(runId)).slice(-6).map((event) => JSON.stringify(event));
      throw new Error(`${String(e)}\n${last.join("\n")}`);
    });
    if (!now.decision) return now;
    const choice = more(now.decision) ?? answers[now.decision.kind];
    if (choice === "stop") return now;
    if (choice === undefined)
      throw new Error(`asked ${now.decision.kind} at ${now.decision.stepId}: ${JSON.stringify(now.decision.facts)}`);
    await console.decide(runId, choice, { typedName: now.decision.facts.site ?? "" });
  }
}

/** One copy is writable, home's; every message that the other site had is there; all as in the picture from before. */
export async function expectHome(
  bench: Bench,
  of: { readonly runId: string; readonly planId: string; readonly ended: RunView; readonly had: LastIds },
): Promise<void> {
  const { lab, console } = bench;
  expect(of.ended.status).toBe("succeeded");
  const truth = await lab.truth();
  expect(truth.writable).toEqual([homeA]);
  const now = truth.instances[homeA]?.lastChatIds ?? {};
  for (const [room, last] of Object.entries(of.had))
    expect(now[room] ?? 0, `room ${room}`).toBeGreaterThanOrEqual(last);
  const findings = of.ended.steps.flatMap((step) => step.findings);
  expect(findings.find((f) => f.checkId === "as-before")).toMatchObject({ verdict: "pass" });
  expect(findings.find((f) => f.checkId === "round-trip")).toMatchObject({ verdict: "pass" });
  expect(findings.find((f) => f.checkId === "other-services-back")).toMatchObject({ verdict: "pass" });
  const [events, wire, pinned] = [await console.events(of.runId), await lab.wire(), await console.pinned(of.planId)];
  const first = events[0]?.at ?? "";
  const own = wire.filter((entry) => entry.at >= first);
  expect(ruleSevenProblems({ runId: of.runId, events, wire: own, pinned })).toEqual([]);
}

export type LastIds = Readonly<Record<string, number>>;
/** The newest message of every room in one copy, by the lab's own truth. */
export const lastIds = async (bench: Bench, instance: string): Promise<LastIds> =>
  (await bench.lab.truth()).instances[instance]?.lastChatIds ?? {};

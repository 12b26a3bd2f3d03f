import type { InstanceReading } from "#lib/domain/health/read-instance.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { HomeAnswer, HomeReturn, OverviewView, Reading } from "#lib/domain/views/overview-view.ts";
import type { FailoverStage } from "./failover-stage.ts";

/** What of home was seen silent since the failover began, and what was already recorded as returned, with its time. */
export type ReturnMemory = {
  readonly silent: ReadonlySet<string>;
  /** When each first answered, ISO UTC, by name. */
  readonly answered: ReadonlyMap<string, string>;
};

/** An instance answered a look with an error of its own; `isDenied`: our rights do not show it. */
export type Refusal = { readonly at: string; readonly message: string; readonly isDenied: boolean };

type Seen = {
  readonly instances: Readonly<Record<string, Reading<InstanceReading>>>;
  readonly refusing: Readonly<Record<string, Refusal>>;
  readonly serviceStates: Readonly<Record<string, Reading<string>>>;
};

/** What of home does not answer now: an answer from it later is a return. Pure. */
export function silentAtHome(pool: Pool, seen: Seen): readonly string[] {
  return placesAtHome(pool)
    .filter(({ name, kind }) => {
      if (kind === "chat-server") return seen.serviceStates[name]?.error != null;
      return seen.instances[name]?.error != null && seen.refusing[name] === undefined;
    })
    .map(({ name }) => name);
}

function placesAtHome(pool: Pool): readonly { readonly name: string; readonly kind: HomeAnswer["kind"] }[] {
  const holdsCopy = (duties: readonly string[]) => duties.some((d) => d === "home A" || d === "home B");
  return [
    ...pool.instances.filter((i) => holdsCopy(i.duties)).map((i) => ({ name: i.name, kind: "instance" as const })),
    ...pool.chatServers.filter((s) => s.site === "home").map((s) => ({ name: s.fqdn, kind: "chat-server" as const })),
  ];
}

/**
 * What of home answers although it was silent since the failover began, or takes writes although the other copy was recovered.
 * A home that was fenced and never went away is no return. Pure. Source: dba-notes 6 and 28.
 */
export function answersFromHome(
  pool: Pool,
  seen: Seen,
  at: { readonly failover: FailoverStage; readonly memory: ReturnMemory },
): readonly HomeAnswer[] {
  const { failover, memory } = at;
  // A chat server is asked for no word; where its site was attested to be off, it was silent too.
  const wasSilent = (name: string, kind: HomeAnswer["kind"]) =>
    memory.silent.has(name) ||
    memory.answered.has(name) ||
    failover.attested.includes(name) ||
    (kind === "chat-server" && failover.attested.length > 0);
  return placesAtHome(pool).flatMap(({ name, kind }): HomeAnswer[] => {
    const is = kind === "instance" ? instanceAnswer(seen, name) : serviceAnswer(seen, name);
    if (is === null || is.at < failover.since) return [];
    const { at, ...rest } = is;
    const takesWrites = rest.canWrite && kind === "instance" && failover.stage !== "before-recovery";
    if (!wasSilent(name, kind) && !takesWrites) return [];
    return [{ name, kind, firstAt: memory.answered.get(name) ?? at, ...rest }];
  });
}

type Is = Pick<HomeAnswer, "state" | "canWrite" | "isKnown"> & { readonly at: string };

/** One that answers without saying what its mgc is counts as taking messages: unknown is never good. */
function instanceAnswer(seen: Seen, name: string): Is | null {
  const refusal = seen.refusing[name];
  if (refusal)
    return {
      at: refusal.at,
      state: `does not say what its mgc is: ${refusal.message}`,
      canWrite: true,
      isKnown: false,
    };
  const reading = seen.instances[name];
  if (!reading?.value || reading.at === null || reading.error !== null) return null;
  const { role, mgcState, isReadOnly, writable } = reading.value;
  const words = [
    `mgc is ${mgcState}`,
    role === "principal" || role === "mirror" ? role : "",
    isReadOnly ? "read-only" : "",
  ];
  return { at: reading.at, state: words.filter((word) => word !== "").join(", "), canWrite: writable, isKnown: true };
}

/** A chat service that runs may write to home's copy, because its replica of the pool state may be old. */
function serviceAnswer(seen: Seen, name: string): Is | null {
  const reading = seen.serviceStates[name];
  if (reading?.value == null || reading.at === null || reading.error !== null) return null;
  return {
    at: reading.at,
    state: `chat service ${reading.value}`,
    canWrite: reading.value !== "Stopped",
    isKnown: true,
  };
}

/** The alarm for the overview; null while nothing of home answers. Pure. */
export function homeReturnOf(failover: FailoverStage, answers: readonly HomeAnswer[]): HomeReturn | null {
  const first = answers.map((a) => a.firstAt).sort()[0];
  if (first === undefined) return null;
  const { runId, runLabel, stage, isRunning } = failover;
  return { runId, runLabel, stage, isRunning, firstAt: first, answers, isFenced: answers.every((a) => !a.canWrite) };
}

type Verdict = OverviewView["verdict"];

/**
 * The verdict once home has come back: until it is fenced, two sites may take messages. Two writable copies, seen as such,
 * outrank it; before step 4 there is one copy that takes writes, and it is home's. Pure. Source: dba-notes 6.
 */
export function verdictAfterReturn(verdict: Verdict, back: HomeReturn | null): Verdict {
  if (back === null || verdict.kind === "two-writable-copies" || back.stage === "before-recovery") return verdict;
  const facts = { names: back.answers.map((a) => `${a.name}: ${a.state}`).join(", ") };
  const reason = { key: back.isFenced ? "home-returned-fenced" : "home-returned", facts };
  if (back.isFenced) return { ...verdict, reasons: [...verdict.reasons, reason] };
  return { kind: "split-brain-possible", reasons: [reason, ...verdict.reasons] };
}

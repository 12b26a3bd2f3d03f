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

type Seen = {
  readonly instances: Readonly<Record<string, Reading<InstanceReading>>>;
  readonly serviceStates: Readonly<Record<string, Reading<string>>>;
};

const isFresh = (reading: Reading<unknown> | undefined, since: string) =>
  reading?.at != null && reading.error === null && reading.at >= since;

/** What of home does not answer now: an answer from it later is a return. Pure. */
export function silentAtHome(pool: Pool, seen: Seen): readonly string[] {
  return placesAtHome(pool)
    .filter(({ name, kind }) => {
      const reading = kind === "instance" ? seen.instances[name] : seen.serviceStates[name];
      return reading?.error != null;
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
    const reading = kind === "instance" ? seen.instances[name] : seen.serviceStates[name];
    if (!isFresh(reading, failover.since)) return [];
    const is =
      kind === "instance"
        ? instanceAnswer(seen.instances[name]?.value)
        : serviceAnswer(seen.serviceStates[name]?.value);
    if (!wasSilent(name, kind) && !(is.canWrite && kind === "instance" && failover.stage !== "before-recovery"))
      return [];
    return [{ name, kind, firstAt: memory.answered.get(name) ?? reading?.at ?? failover.since, ...is }];
  });
}

type Is = Pick<HomeAnswer, "state" | "canWrite">;

function instanceAnswer(value: InstanceReading | null | undefined): Is {
  if (!value) return { state: "not known", canWrite: true };
  const role = value.role === "principal" || value.role === "mirror" ? `, ${value.role}` : "";
  return { state: `mgc is ${value.mgcState}${role}${value.isReadOnly ? ", read-only" : ""}`, canWrite: value.writable };
}

/** A chat service that runs may write to home's copy, because its replica of the pool state may be old. */
function serviceAnswer(value: string | null | undefined): Is {
  return { state: `chat service ${value ?? "not known"}`, canWrite: value !== "Stopped" };
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

import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { Bench } from "./bench.ts";
import { until } from "./processes.ts";

/** One act to kill the console in, found at the wire. */
export type Target = {
  /** Beginning of the act's id. */
  readonly act: string;
  readonly target: string;
  /** Part of the request as the lab writes it down: program, text, parameters as JSON. */
  readonly pattern: string;
};
/**
 * Where the console dies: before the server has carried the request out, or after and before the answer; and whether the
 * server is still at it when the next console looks.
 */
export type Kill = {
  readonly at: Target;
  readonly when: "before" | "after";
  readonly back: "when-it-is-over" | "while-it-goes-on";
};
export type KillReport = {
  readonly act: string;
  readonly when: string;
  readonly back: string;
  /** What the next console said of the act before anybody answered. */
  readonly said: string;
  readonly asked: readonly string[];
};

const shell = "management shell";
/** Who starts the runs: e2e/engine/console.ts. */
const operator = "Giulia Ferri";
const other = "sqlto01\\PCHAT";
const sqlAt = (act: string, pattern: string): Target => ({ act, target: other, pattern });
const cmdletAt = (act: string, pattern: string): Target => ({ act, target: shell, pattern });

/** Every act of a failover that sends something, in the order in which it comes with users first. */
export const failoverActs = {
  disableCopyJob: sqlAt("disable-job:LSCopy", '@enabled = 0 {"job":"LSCopy'),
  disableRestoreJob: sqlAt("disable-job:LSRestore", '@enabled = 0 {"job":"LSRestore'),
  runCopyJob: sqlAt("run-job-once:LSCopy", 'sp_start_job @job_name = @job {"job":"LSCopy'),
  runRestoreJob: sqlAt("run-job-once:LSRestore", 'sp_start_job @job_name = @job {"job":"LSRestore'),
  deleteSecondary: sqlAt("delete-secondary", "sp_delete_log_shipping_secondary_database"),
  applyLogBackup: sqlAt("apply-log-backup:", "RESTORE LOG @database"),
  bringOnline: sqlAt("bring-online", "RESTORE DATABASE @database WITH RECOVERY"),
  setPoolState: cmdletAt("set-pool-state", "Set-CsPersistentChatState"),
  replicate: cmdletAt("replicate-pool-state", "Invoke-CsManagementStoreReplication"),
  startService: cmdletAt("start-service:pchat07", "Start-CsWindowsService"),
  setActiveServers: cmdletAt("set-active-servers", "Set-CsPersistentChatActiveServer"),
  createMirror: cmdletAt("create-mirror", "Install-CsMirrorDatabase"),
  fullBackup: sqlAt("back-up-new-principal", "BACKUP DATABASE @database"),
  addLogBackupJob: sqlAt("add-log-backup-job", "sp_add_job "),
  sendTestMessage: cmdletAt("send-test-message", "Test-CsPersistentChatMessage"),
} as const;
/**
 * An act on an instance, found by the program name that its connection carries (run, act, person) and by how its statement begins:
 * the same connection first asks who it is and takes its lock.
 */
export const actAt = (act: string, target: string, begins: string): Target => ({
  act,
  target,
  pattern: `${act} by ${operator} ${begins}`,
});
export const shellAct = (act: string, pattern: string): Target => cmdletAt(act, pattern);
export const mirrorFailoverAct = cmdletAt("fail-over-mirror", "Invoke-CsDatabaseFailover");
/** The copy is on disk and the instance is about to be asked for its header: the copy's own last look. */
export const copyAct = (file: string): Target => sqlAt("copy-log-backup:", `"D:\\\\LogShip\\\\mgc\\\\${file}`);

/** The first of these that is offered; the last four are a failback's own. */
const sureAnswers = [
  "resume",
  "take-as-done",
  "retry",
  "waive",
  "confirm-restore",
  "confirm-reseed",
  "do-now",
] as const;

/** What a person who knows that the server did everything answers, whatever is asked. */
const answer = (bench: Bench, runId: string, asked: string[]) => answerAs(bench, runId, asked, []);

/** Answers what is asked now, if anything: with one of `first` where it is offered, else as one who knows that all was done. */
export async function answerAs(bench: Bench, runId: string, asked: string[], first: readonly string[]): Promise<void> {
  const { console } = bench;
  const now = (await console.run(runId)).decision;
  if (!now) return;
  asked.push(now.kind);
  const ids = now.choices.map((c) => c.id);
  if (now.kind === "point-of-no-return") return console.attest(runId);
  const wanted = [...first, ...sureAnswers].find((id) => ids.includes(id));
  if (!wanted || now.kind === "check-failed") throw new Error(`asked ${now.kind}: ${JSON.stringify(now.facts)}`);
  return console.decide(runId, wanted, { typedName: now.facts.site ?? "" });
}

/** Holds the request of one act. For the first one of a run before that is started: a run waits for nobody. */
export const holdAt = (bench: Bench, { at, when }: Kill): Promise<void> =>
  bench.lab.hold({ target: at.target, pattern: at.pattern, when });

/** Kills the console in each of the acts of one run, one after the other, and gives what was said after each. */
export async function killInEach(
  bench: Bench,
  runId: string,
  kills: readonly Kill[],
  /** "held": the first act's request was held before the run was started; "waiting": a console that was started again waits for a person's word. */
  first: "held" | "waiting",
): Promise<readonly KillReport[]> {
  const reports: KillReport[] = [];
  for (const [index, kill] of kills.entries()) {
    const asked: string[] = [];
    if (index > 0 || first === "waiting") {
      await holdAt(bench, kill);
      // The console that was killed before this one waits for a person's word.
      await answer(bench, runId, asked);
    }
    await heldOrAsked(bench, runId, { act: kill.at.act, asked });
    await bench.console.kill();
    if (kill.back === "when-it-is-over") {
      await bench.lab.release();
      await untilNothingRuns(bench);
    }
    await bench.console.startAgain();
    const decision = await bench.console.untilDecision(runId, "resume-after-interruption");
    const said = Object.entries(decision.facts).find(([act]) => act.startsWith(kill.at.act))?.[1] ?? "nothing";
    if (kill.back === "while-it-goes-on") await bench.lab.release();
    reports.push({ act: kill.at.act, when: kill.when, back: kill.back, said, asked });
  }
  return reports;
}

/** Answers whatever is asked until the run is over. */
export const toTheEnd = (bench: Bench, runId: string): Promise<readonly string[]> =>
  untilEnd(bench, runId, (asked) => answer(bench, runId, asked));

/** Waits for the end of a run, with somebody who answers. Gives what was asked. */
export async function untilEnd(
  bench: Bench,
  runId: string,
  answers: (asked: string[]) => Promise<void>,
  withinMs = 240_000,
): Promise<readonly string[]> {
  const asked: string[] = [];
  await until(
    "the end of the run",
    async () => {
      const run = await bench.console.run(runId);
      if (run.finishedAt !== null) return run;
      if (run.decision) await answers(asked);
      return null;
    },
    withinMs,
  );
  return asked;
}

/** Waits until the request is held and answers what is asked before. @throws Error with the journal's end when the run ends first */
async function heldOrAsked(
  bench: Bench,
  runId: string,
  { act, asked }: { readonly act: string; readonly asked: string[] },
): Promise<void> {
  const { lab, console } = bench;
  const isOver = await until(
    `the request of ${act}`,
    async () => {
      if ((await lab.wire()).some((e) => e.state.startsWith("held"))) return false;
      const run = await console.run(runId);
      if (run.decision) await answer(bench, runId, asked);
      return run.finishedAt === null ? null : true;
    },
    120_000,
  );
  if (!isOver) return;
  const last = (await console.events(runId)).slice(-12).map((event) => JSON.stringify(event));
  throw new Error(`the run ended before the request of ${act} came:\n${last.join("\n")}`);
}

async function untilNothingRuns(bench: Bench): Promise<void> {
  const quiet = async () => ((await bench.lab.wire()).every((e) => e.state === "answered") ? true : null);
  await until("nothing that runs", quiet, 120_000);
}

/** How often an act's command went out, by the journal's intents. */
export function attemptsOf(events: readonly RunEvent[], act: string): number {
  return events.filter((e) => e.kind === "act-intended" && e.actId.startsWith(act)).length;
}

/** Every act whose command went out more than once, by the journal's intents. */
export function sentAgain(events: readonly RunEvent[]): readonly string[] {
  const sent = events.flatMap((e) => (e.kind === "act-intended" && e.command !== null ? [e.actId] : []));
  return [...new Set(sent.filter((id, at) => sent.indexOf(id) !== at))];
}

/** Kinds of acts (an id up to its first colon) that sent something although the console died in none of them. */
export function kindsNotKilledIn(events: readonly RunEvent[], reports: readonly KillReport[]): readonly string[] {
  const kindOf = (act: string) => act.split(":")[0] ?? act;
  const sent = events.flatMap((e) => (e.kind === "act-intended" && e.command !== null ? [kindOf(e.actId)] : []));
  const died = new Set(reports.map((r) => kindOf(r.act)));
  return [...new Set(sent)].filter((kind) => !died.has(kind));
}

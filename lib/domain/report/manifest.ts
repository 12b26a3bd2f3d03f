import { compareLsn, type LogBackup } from "#lib/domain/log-chain/plan-chain.ts";
import type { ActState, RunState } from "#lib/domain/run/run-state.ts";
import { applyId, type Survey } from "#lib/domain/steps/survey.ts";
import type { LogFile, LossManifest } from "./report-view.ts";

const isSurvey = (act: ActState) =>
  /^(final-)?survey:\d+$/.test(act.id) && act.status === "done" && act.result !== undefined;

/**
 * The log backups by name: applied, held before the run, or not applied, by the newest listing of both folders; beside them
 * what could not be used. Null where the run never listed the folders. Pure.
 */
export function manifestOf(run: RunState): LossManifest | null {
  const surveys = [...run.acts.values()].filter(isSurvey).sort((a, b) => a.movedAt - b.movedAt);
  const newest = surveys.at(-1);
  const first = surveys[0]?.result as Survey | undefined;
  if (!newest || !first) return null;
  const survey = newest.result as Survey;
  const once = new Map<string, LogBackup>();
  for (const set of [...survey.sets, ...first.sets])
    if (!once.has(set.header.backupSetGuid)) once.set(set.header.backupSetGuid, set);
  const files = [...once.values()]
    .filter((set) => set.header.backupType === 2)
    .sort((a, b) => compareLsn(a.header.firstLsn, b.header.firstLsn))
    .map((set) => fileOf(run, set, first.redo.lsn));
  return {
    listedAt: newest.finishedAt ?? "",
    files,
    leftOut: [...survey.notReady, ...survey.unreadable].map(({ file, sizeBytes, why }) => ({ file, sizeBytes, why })),
    shareError: survey.shareError,
    lastApplied: files.findLast((f) => f.fate === "applied") ?? null,
  };
}

function fileOf(run: RunState, set: LogBackup, heldUpTo: string): LogFile {
  const { file, folder, sizeBytes, header } = set;
  const act = run.acts.get(applyId(set));
  const isApplied = act?.status === "done";
  const held = compareLsn(header.lastLsn, heldUpTo) <= 0;
  return {
    file,
    folder,
    sizeBytes,
    firstLsn: header.firstLsn,
    lastLsn: header.lastLsn,
    finishDate: header.finishDate,
    fate: isApplied ? "applied" : held ? "held-before" : "not-applied",
    appliedAt: isApplied ? (act.finishedAt ?? null) : null,
  };
}

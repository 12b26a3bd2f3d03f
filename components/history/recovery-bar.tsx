import type { HistoryBar } from "#lib/domain/history-bars.ts";

type RecoveryBarProps = { readonly run: HistoryBar; readonly whole: number };

/** The row's figures as a bar: work filled, waiting outlined, the target a line. The cells beside it say the same. */
export function RecoveryBar({ run, whole }: RecoveryBarProps) {
  const wide = (seconds: number) => `${((100 * seconds) / whole).toFixed(2)}%`;
  const back = run.backSeconds ?? 0;
  return (
    <div className="relative h-4 w-full" aria-hidden="true">
      <i className="absolute top-1 left-0 h-2 min-w-0.5 bg-c1" style={{ width: wide(back - run.waitedSeconds) }} />
      <i
        className="absolute top-1 h-2 border border-warn-fill bg-surface"
        style={{ left: wide(back - run.waitedSeconds), width: wide(run.waitedSeconds) }}
        hidden={run.waitedSeconds === 0}
      />
      {run.targetSeconds === null ? null : (
        <i className="absolute top-0 h-4 border-l-2 border-ink-3" style={{ left: wide(run.targetSeconds) }} />
      )}
    </div>
  );
}

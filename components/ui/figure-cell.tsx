import type { ReactNode } from "react";

type FigureCellProps = {
  readonly label: string;
  readonly value: ReactNode;
  /** Between the value and its note. */
  readonly below?: ReactNode;
  readonly note?: ReactNode;
};

export function FigureCell({ label, value, below, note }: FigureCellProps) {
  return (
    <div className="min-w-0 border-line px-5 py-2.5">
      <div className="lbl">{label}</div>
      <div className="text-2xl font-semibold tracking-tight">{value}</div>
      {below}
      {note ? <div className="flex flex-wrap justify-between gap-x-2 text-xs text-ink-2">{note}</div> : null}
    </div>
  );
}

import type { ReactNode } from "react";

type PanelProps = {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

export function Panel({ title, note, aside, children }: PanelProps) {
  return (
    <section className="panel min-w-0">
      <div className="ph flex-wrap">
        <h2>{title}</h2>
        {note ? <span className="text-xs text-ink-3">{note}</span> : null}
        <span className="sp" />
        {aside}
      </div>
      {children}
    </section>
  );
}

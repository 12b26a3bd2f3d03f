import type { ReactNode } from "react";

type SectionProps = { readonly title: string; readonly note?: ReactNode; readonly children: ReactNode };

/** A part of the report, as it stands on paper: a heading, no box. */
export function Section({ title, note, children }: SectionProps) {
  return (
    <section className="mt-8">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3 border-b border-line pb-1">
        <h2 className="text-lg">{title}</h2>
        {note ? <span className="text-xs text-ink-2">{note}</span> : null}
      </div>
      {children}
    </section>
  );
}

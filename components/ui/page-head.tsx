import type { ReactNode } from "react";

type PageHeadProps = { readonly title: string; readonly note?: ReactNode; readonly children?: ReactNode };

export function PageHead({ title, note, children }: PageHeadProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="flex min-w-0 flex-1 basis-72 flex-wrap items-baseline gap-x-3">
        <h1>{title}</h1>
        {note ? <p className="text-ink-2">{note}</p> : null}
      </div>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </div>
  );
}

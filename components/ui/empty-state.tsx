import { ScrollText } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = { readonly title: string; readonly children?: ReactNode };

export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-1 px-4 py-8 text-center">
      <ScrollText className="i i-l mb-1 text-ink-3" aria-hidden="true" />
      <p className="text-base font-semibold">{title}</p>
      <div className="grid justify-items-center text-ink-2">{children}</div>
    </div>
  );
}

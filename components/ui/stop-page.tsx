import { type LucideIcon, SearchX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const icons: Readonly<Record<"missing" | "failed", LucideIcon>> = { missing: SearchX, failed: TriangleAlert };

type StopPageProps = {
  readonly kind: keyof typeof icons;
  readonly title: string;
  readonly means: string;
  readonly children?: ReactNode;
};

/** Instead of a page: what happened, what it means, what to do. */
export function StopPage({ kind, title, means, children }: StopPageProps) {
  const Icon = icons[kind];
  return (
    <section className="panel grid justify-items-center gap-2 px-6 py-16 text-center">
      <Icon className={`i i-xl ${kind === "failed" ? "text-warn" : "text-ink-3"}`} aria-hidden="true" />
      <h1>{title}</h1>
      <p className="max-w-prose text-base text-ink-2" role={kind === "failed" ? "alert" : undefined}>
        {means}
      </p>
      {children}
    </section>
  );
}

import type { ReactNode } from "react";
import { overviewOrNull } from "#app/overview-or-null.ts";
import { Shell } from "#components/shell/shell.tsx";
import { serviceContext } from "#lib/web/context.ts";

export default async function RunLayout({ children }: { readonly children: ReactNode }) {
  const ctx = await serviceContext();
  return (
    <Shell actor={ctx.actor} overview={await overviewOrNull(ctx)} rail={true}>
      {children}
    </Shell>
  );
}

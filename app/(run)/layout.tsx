import type { ReactNode } from "react";
import { overviewOrNull } from "#app/overview-or-null.ts";
import { Shell } from "#components/shell/shell.tsx";
import { getAuditState } from "#lib/services/get-audit-state.ts";
import { serviceContext } from "#lib/web/context.ts";

export default async function RunLayout({ children }: { readonly children: ReactNode }) {
  const ctx = await serviceContext();
  return (
    <Shell actor={ctx.actor} overview={await overviewOrNull(ctx)} audit={getAuditState(ctx).standing} rail={true}>
      {children}
    </Shell>
  );
}

import type { ReactNode } from "react";
import { Languages } from "#app/languages.tsx";
import { overviewOrNull } from "#app/overview-or-null.ts";
import { withTexts } from "#app/with-texts.tsx";
import { Shell } from "#components/shell/shell.tsx";
import { getAuditState } from "#lib/services/get-audit-state.ts";
import { serviceContext } from "#lib/web/context.ts";
import { say } from "#lib/web/said.ts";

async function RunLayout({ children }: { readonly children: ReactNode }) {
  const ctx = await serviceContext();
  return (
    <Shell
      actor={ctx.actor}
      overview={await overviewOrNull(ctx)}
      audit={await say(getAuditState(ctx).standing)}
      rail={true}
      languages={<Languages />}
    >
      {children}
    </Shell>
  );
}

export default withTexts("app/(run)/layout.tsx", RunLayout);

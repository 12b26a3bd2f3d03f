import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { BackHome } from "./back-home.ts";

type LeftOpenProps = { readonly open: BackHome["open"] };

/** What this failback did not prove, left out, or was told to leave open. */
export function LeftOpen({ open }: LeftOpenProps) {
  const t = useTranslations("run.failback");
  const checks = useTranslations("checks");
  const steps = useTranslations("steps");
  const lines: readonly (readonly [string, ReactNode])[] = [
    ...open.steps.map((id) => [id, t("stepOpen", { step: textOr(steps, `${id}.title`, id) })] as const),
    ...open.checks.map((id) => [id, t("checkOpen", { check: textOr(checks, `${id}.title`, id) })] as const),
    ...(open.isMirrorShippingOpen ? [["mirror-shipping", t("mirrorShippingOpen")] as const] : []),
    ...(open.isStrandedWaived ? [["stranded", t("strandedOpen")] as const] : []),
  ];
  return (
    <Panel title={t("open")} note={t("openNote")}>
      {lines.length === 0 ? (
        <p className="px-4 py-3">
          <Status tone="ok">{t("nothingOpen")}</Status>
        </p>
      ) : (
        <ul>
          {lines.map(([key, text]) => (
            <li key={key} className="flex items-baseline gap-3 border-b border-line px-4 py-2 last:border-0">
              <Status tone="warn">{t("openWord")}</Status>
              <span className="min-w-0">{text}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

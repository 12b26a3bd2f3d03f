import { useTranslations } from "next-intl";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { CheckReadiness } from "./check-readiness.tsx";
import { type FailbackReadinessRow, failbackReadiness } from "./failback-readiness.ts";

const tones = { pass: "ok", warn: "warn", fail: "bad", unknown: "unknown" } as const;
const order: readonly FailbackReadinessRow["word"][] = ["fail", "unknown", "warn", "pass"];

type ReadinessPanelProps = { readonly overview: OverviewView };

/** Worst first; what passed stands in one line, so that a calm pool looks calm. */
export function ReadinessPanel({ overview }: ReadinessPanelProps) {
  const t = useTranslations("overview.readiness");
  const words = useTranslations("checkWords");
  const failedOver = overview.poolState.value === "FailedOver";
  if (!failedOver) return <CheckReadiness overview={overview} />;
  const rows = failbackReadiness(overview);
  const passed = rows.filter((row) => row.word === "pass");
  const open = rows.filter((row) => row.word !== "pass").sort((a, b) => order.indexOf(a.word) - order.indexOf(b.word));
  return (
    <Panel title={t("backTitle")} note={t("note", { good: passed.length, all: rows.length })}>
      <ul>
        {open.map((row) => (
          <li key={row.id} className="ready-row">
            <Status tone={tones[row.word]}>{words(row.word)}</Status>
            <span className="min-w-0 font-medium">{t(`rows.${row.id}`)}</span>
            <span className="text-xs text-ink-2">{row.figure === null ? "" : t("figure", row.figure)}</span>
          </li>
        ))}
        {passed.length === 0 ? null : (
          <li className="ready-row">
            <Status tone="ok">{words("pass")}</Status>
            <span className="col-span-2 min-w-0 text-ink-2">
              {passed.map((row) => t(`rows.${row.id}`)).join(" · ")}
            </span>
          </li>
        )}
      </ul>
    </Panel>
  );
}

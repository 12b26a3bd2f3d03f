import { useTranslations } from "next-intl";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { backHome } from "./back-home.ts";
import { LeftOpen } from "./left-open.tsx";

type HomeAgainProps = { readonly run: RunView };

/** After a failback: what is proven to protect home again, and what is left open. */
export function HomeAgain({ run }: HomeAgainProps) {
  const t = useTranslations("run.failback");
  const checks = useTranslations("checks");
  const { proven, open } = backHome(run);
  return (
    <div className="g2 mb-3 items-start">
      <Panel title={t("again")} note={t("againNote")}>
        {proven.length === 0 ? (
          <p className="px-4 py-3 text-ink-2">{t("nothingAgain")}</p>
        ) : (
          <ul>
            {proven.map((id) => (
              <li key={id} className="flex items-baseline gap-3 border-b border-line px-4 py-2 last:border-0">
                <Status tone="ok">{t("proven")}</Status>
                <span className="min-w-0">
                  <span className="font-medium">{textOr(checks, `${id}.title`, id)}</span>{" "}
                  <span className="text-ink-2">{textOr(checks, `${id}.pass`, "")}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <LeftOpen open={open} />
    </div>
  );
}

import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { textOr } from "#components/ui/text-or.ts";
import { Time } from "#components/ui/time.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";

type StillRunningProps = { readonly acts: RunView["stillRunning"] };

/** What a server was last seen doing for an act that this console no longer waits for. */
export function StillRunning({ acts }: StillRunningProps) {
  const t = useTranslations("run.stillRunning");
  const steps = useTranslations("steps");
  if (acts.length === 0) return null;
  return (
    <Banner tone="info" title={t("title")}>
      <p>{t("means")}</p>
      <ul>
        {acts.map((act) => (
          <li key={`${act.stepId} ${act.actId}`} className="mt-1">
            <span className="font-medium">{textOr(steps, `${act.stepId}.title`, act.stepId)}</span>{" "}
            <code className="[overflow-wrap:anywhere]">{act.actId}</code> · <Time at={act.at} />
            <Facts facts={act.facts} />
          </li>
        ))}
      </ul>
    </Banner>
  );
}

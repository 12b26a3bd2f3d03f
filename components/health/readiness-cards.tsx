import { useTranslations } from "next-intl";
import { Panel } from "#components/ui/panel.tsx";
import { Badge } from "#components/ui/status.tsx";
import type { HealthView, ReadinessView } from "#lib/domain/views/health-view.ts";
import { CheckLinks } from "./check-links.tsx";
import { readinessTones } from "./check-tone.ts";

/** A dead site makes twenty checks unknown; all of them stand below. */
const named = 6;

type ReadinessCardsProps = { readonly health: HealthView };

/** One verdict a direction, with the checks that stand against it. */
export function ReadinessCards({ health }: ReadinessCardsProps) {
  const t = useTranslations("health");
  const names = { home: health.homeName, other: health.otherName };
  return (
    <section
      className="mb-3 grid grid-cols-1 gap-3 min-[761px]:grid-cols-2 min-[1200px]:grid-cols-4"
      aria-label={t("readiness.title")}
    >
      {health.readiness.map((each) => (
        <Panel
          key={each.direction}
          title={t(`directions.${each.direction}`, names)}
          aside={<Badge tone={readinessTones[each.kind]}>{t(`readiness.${each.kind}`)}</Badge>}
        >
          <Against readiness={each} />
        </Panel>
      ))}
    </section>
  );
}

function Against({ readiness }: { readonly readiness: ReadinessView }) {
  const t = useTranslations("health.readiness");
  const { kind, good, all, direction } = readiness;
  return (
    <div className="grid gap-1 px-4 py-2.5">
      <p className="text-ink-2">
        {kind === "not-now" ? `${t(`notNow.${direction}`)} ${t("whenNow", { good, all })}` : t("count", { good, all })}
      </p>
      <CheckLinks ids={readiness.bad} state="bad" limit={named} />
      <CheckLinks ids={readiness.unknown} state="unknown" limit={named} />
      <CheckLinks ids={readiness.warning} state="warning" limit={named} />
    </div>
  );
}

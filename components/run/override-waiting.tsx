import Link from "next/link";
import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";

type OverrideWaitingProps = { readonly run: RunView };

/** Everybody sees that one person has proposed to pass rule 1, and where another one answers. */
export function OverrideWaiting({ run }: OverrideWaitingProps) {
  const t = useTranslations("override");
  const open = new Set(run.decisions.map((each) => each.id));
  const last = run.overrides.filter((each) => open.has(each.decision.id)).at(-1);
  if (last === undefined || (last.status !== "proposed" && last.status !== "refused")) return null;
  const isRefused = last.status === "refused";
  return (
    <Banner tone={isRefused ? "info" : "warn"} title={t(isRefused ? "refusedTitle" : "waits")} urgent={!isRefused}>
      <p>
        {t("proposedBy", { who: last.proposedBy })} <Time at={last.proposedAt} />: {last.reason}
      </p>
      {isRefused ? (
        <p>
          {t("refusedBy", { who: last.answeredBy ?? "" })} {last.answer}
        </p>
      ) : (
        <p>
          <Link href={`/runs/${run.id}/override`}>{t("open")}</Link> {t("life")}
        </p>
      )}
    </Banner>
  );
}

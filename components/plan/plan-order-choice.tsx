import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import type { Finish, PlanView } from "#lib/domain/views/plan-view.ts";
import { useSpan } from "./use-span.ts";

type PlanOrderChoiceProps = {
  readonly id: PlanView["order"];
  readonly finish: Finish;
  readonly plusMirror: boolean;
  readonly chosen: boolean;
  readonly off: boolean;
};

export function PlanOrderChoice({ id, finish, plusMirror, chosen, off }: PlanOrderChoiceProps) {
  const t = useTranslations("plan.finish");
  const span = useSpan();
  return (
    <section
      aria-label={t(id)}
      className={`flex min-w-0 flex-col rounded-md border px-3 py-2 ${chosen ? "border-accent" : "border-line"}`}
    >
      <h4 className="font-semibold">{t(id)}</h4>
      <p className="text-xs text-ink-3">{id === "users-first" ? t("recommended") : t("alternative")}</p>
      <dl className="mt-1 text-xs">
        <dt className="text-ink-3">{t("users")}</dt>
        <dd className="font-medium">
          {span(finish.users)}
          {plusMirror ? <span className="block font-normal text-ink-2">{t("plusMirror")}</span> : null}
        </dd>
        <dt className="mt-1 text-ink-3">{t("protection")}</dt>
        <dd className="font-medium">{finish.protection === null ? t("noMirror") : span(finish.protection)}</dd>
      </dl>
      <div className="mt-auto pt-2">
        {chosen ? (
          <Status tone="ok">{t("chosen")}</Status>
        ) : (
          <button type="submit" name="order" value={id} className="btn btn-s w-full" disabled={off}>
            {t("choose")}
          </button>
        )}
      </div>
    </section>
  );
}

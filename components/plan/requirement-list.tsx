import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";

type RequirementListProps = {
  readonly blocking: readonly string[];
  readonly reason: boolean;
  readonly typed: boolean;
  readonly allowed: boolean;
  /** Null: none is needed. */
  readonly approval: "given" | "without" | "missing" | null;
};

const approvalTones = { given: "ok", without: "bad", missing: "wait" } as const;

/** What is still missing before Start, always beside the button. */
export function RequirementList({ blocking, reason, typed, allowed, approval }: RequirementListProps) {
  const t = useTranslations("plan.needed");
  const checks = useTranslations("checks");
  return (
    <section aria-label={t("title")}>
      <h3>{t("title")}</h3>
      <ul className="mt-1 grid gap-1">
        {blocking.map((id) => (
          <li key={id}>
            <Status tone="bad" icon="blocked">
              {textOr(checks, `${id}.title`, id)}
            </Status>
          </li>
        ))}
        {blocking.length === 0 ? (
          <li>
            <Status tone="ok">{t("noBlocking")}</Status>
          </li>
        ) : null}
        <li>
          <Status tone={reason ? "ok" : "wait"}>{t(reason ? "reasonDone" : "reasonMissing")}</Status>
        </li>
        <li>
          <Status tone={typed ? "ok" : "wait"}>{t(typed ? "typedDone" : "typedMissing")}</Status>
        </li>
        {approval === null ? null : (
          <li>
            <Status tone={approvalTones[approval]}>{t(`approval.${approval}`)}</Status>
          </li>
        )}
        {allowed ? null : (
          <li>
            <Status tone="bad" icon="lock">
              {t("notAllowed")}
            </Status>
          </li>
        )}
      </ul>
    </section>
  );
}

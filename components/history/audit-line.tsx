import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import { Time } from "#components/ui/time.tsx";
import type { AuditCheck } from "#lib/domain/audit/audit-standing.ts";

type AuditLineProps = { readonly check: AuditCheck };

/** What the newest verification of the whole audit found; of what is wrong, the first record. */
export function AuditLine({ check }: AuditLineProps) {
  const t = useTranslations("history.audit");
  if (check.kind === "checking") return <Status tone="run">{t("checking")}</Status>;
  const at = <Time at={check.at} look="day" />;
  if (check.kind === "failed")
    return (
      <Status tone="unknown">
        {t("failed")} {at}: <code className="[overflow-wrap:anywhere]">{check.message}</code>
      </Status>
    );
  const { verdict } = check;
  if (verdict.kind === "whole")
    return (
      <Status tone="ok">
        {t("whole", { records: verdict.records, streams: verdict.streams })} {at}.{" "}
        {t("seals", { seals: verdict.seals })}
      </Status>
    );
  const isUnsealed = verdict.reason === "unsealed";
  return (
    <>
      <Status tone={isUnsealed ? "warn" : "bad"}>
        {t(isUnsealed ? "notSealed" : "broken")}{" "}
        {t.rich("first", {
          number: verdict.number,
          stream: verdict.stream,
          code: (text) => <code className="[overflow-wrap:anywhere]">{text}</code>,
        })}{" "}
        {textOr(t, `reasons.${verdict.reason}`, verdict.reason)}
      </Status>
      <p className="pl-6 text-ink-2">
        {t("verifiedAt")} {at}. {t(isUnsealed ? "unsealedMeans" : "brokenMeans")}
      </p>
    </>
  );
}

import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";

type RunApprovalLineProps = { readonly approval: RunView["approval"] };

/** On whose word the run started. Without the approval the policy asks for, it says so for ever. */
export function RunApprovalLine({ approval }: RunApprovalLineProps) {
  const t = useTranslations("approval.run");
  if (approval === null) return null;
  return (
    <p className="mt-1 text-xs [overflow-wrap:anywhere]">
      {approval.kind === "given" ? (
        <Status tone="ok">{t("given", { people: approval.by.map((each) => each.person).join(", ") })}</Status>
      ) : (
        <Status tone="bad">{t("emergency", { reason: approval.reason })}</Status>
      )}
    </p>
  );
}

import Link from "next/link";
import { useTranslations } from "next-intl";
import { LossText } from "#components/run/loss-text.tsx";
import { textOr } from "#components/ui/text-or.ts";
import { Time } from "#components/ui/time.tsx";
import type { Approval } from "#lib/domain/approval/approval.ts";
import { ApprovalStatus } from "./approval-status.tsx";

type ApprovalTableProps = { readonly approvals: readonly Approval[] };

export function ApprovalTable({ approvals }: ApprovalTableProps) {
  const t = useTranslations("approval");
  const procedures = useTranslations("procedures");
  return (
    <div className="tw">
      <table className="tbl stk">
        <thead>
          <tr>
            <th scope="col">{t("list.plan")}</th>
            <th scope="col">{t("list.loss")}</th>
            <th scope="col">{t("list.asked")}</th>
            <th scope="col">{t("list.until")}</th>
            <th scope="col">{t("list.status")}</th>
          </tr>
        </thead>
        <tbody>
          {approvals.map((each) => (
            <tr key={`${each.planId} ${each.requestedAt}`}>
              <td>
                <Link href={`/plans/${each.planId}`} className="font-medium">
                  {textOr(procedures, each.procedure, each.procedure)}
                </Link>
              </td>
              <td data-label={t("list.loss")}>
                <LossText loss={each.loss ?? { fewest: null, most: null }} />
              </td>
              <td data-label={t("list.asked")}>
                {each.requestedBy} <Time at={each.requestedAt} look="day" />
              </td>
              <td data-label={t("list.until")}>
                <Time at={each.expiresAt} look="day" />
              </td>
              <td data-label={t("list.status")}>
                <ApprovalStatus approval={each} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

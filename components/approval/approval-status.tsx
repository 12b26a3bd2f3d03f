import Link from "next/link";
import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Approval } from "#lib/domain/approval/approval.ts";

const tones = { waiting: "wait", approved: "ok", refused: "bad", void: "warn", expired: "warn" } as const;
type ApprovalStatusProps = { readonly approval: Approval };

/** In one line how a request stands, and who answered what. */
export function ApprovalStatus({ approval }: ApprovalStatusProps) {
  const t = useTranslations("approval");
  const given = approval.answers.filter((each) => each.isGiven).length;
  return (
    <div>
      <Status tone={tones[approval.status]}>
        {t(`status.${approval.status}`, { given, needed: approval.needed })}{" "}
        {approval.voidBy === null ? null : <Link href={`/plans/${approval.voidBy}`}>{t("newer")}</Link>}
      </Status>
      <ul className="mt-1 grid gap-1">
        {approval.answers.map((each) => (
          <li key={each.personId} className="text-xs [overflow-wrap:anywhere]">
            {t(each.isGiven ? "gave" : "refused", { who: each.person })} <Time at={each.at} look="zone" />
            {each.reason === "" ? null : `: ${each.reason}`}
            {each.isGiven && approval.manifestHash ? (
              <span className="block text-ink-3">
                {t("signedManifest", { hash: approval.manifestHash.slice(0, 12) })}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

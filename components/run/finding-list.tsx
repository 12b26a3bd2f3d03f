import { useTranslations } from "next-intl";
import { Facts } from "#components/ui/facts.tsx";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import { Time } from "#components/ui/time.tsx";
import type { Finding, Verdict } from "#lib/domain/run/journal.ts";

const tones = { pass: "ok", warn: "warn", fail: "bad", unknown: "unknown" } as const;
const order: readonly Verdict[] = ["fail", "unknown", "warn", "pass"];

type FindingListProps = { readonly findings: readonly Finding[]; readonly zone?: "UTC" };

/** Worst first; what was read stands under each judgement as it was read. */
export function FindingList({ findings, zone }: FindingListProps) {
  const t = useTranslations("checks");
  const words = useTranslations("checkWords");
  const sorted = [...findings].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return (
    <ul>
      {sorted.map((finding) => (
        <li
          key={`${finding.checkId} ${finding.at} ${finding.verdict}`}
          className="grid items-start gap-x-3 border-b border-line px-4 py-2 last:border-0 min-[761px]:grid-cols-[104px_minmax(0,1fr)_auto]"
        >
          <Status tone={tones[finding.verdict]}>{words(finding.verdict)}</Status>
          <div className="min-w-0">
            <p className="font-medium">{textOr(t, `${finding.checkId}.title`, finding.checkId)}</p>
            {t.has(`${finding.checkId}.${finding.verdict}`) ? (
              <p className="text-ink-2">{t(`${finding.checkId}.${finding.verdict}`)}</p>
            ) : null}
            <Facts facts={finding.facts} />
          </div>
          <span className="text-xs text-ink-3">
            <Time at={finding.at} zone={zone} />
          </span>
        </li>
      ))}
    </ul>
  );
}

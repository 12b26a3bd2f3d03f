import { useTranslations } from "next-intl";
import { ManifestFacts } from "#components/loss-manifest/manifest-facts.tsx";
import type { ReportView } from "#lib/domain/report/report-view.ts";
import { Section } from "./section.tsx";
import { Utc } from "./utc.tsx";

/** The loss as each approver saw and signed it. Nothing where the policy asked nobody. */
export function ReportSigned({ approval }: { readonly approval: ReportView["run"]["approval"] }) {
  const t = useTranslations("lossManifest");
  if (approval?.kind !== "given" || approval.manifest === undefined) return null;
  const { by, manifest } = approval;
  return (
    <Section title={t("signedTitle")}>
      <ul className="text-xs">
        {by.map((each) => (
          <li key={`${each.person} ${each.at}`} className="[overflow-wrap:anywhere]">
            {t("signed", { who: each.person, hash: manifest.hash.slice(0, 12) })} <Utc at={each.at} look="day" />
          </li>
        ))}
      </ul>
      <ManifestFacts manifest={manifest.content} hash={manifest.hash} zone="UTC" />
    </Section>
  );
}

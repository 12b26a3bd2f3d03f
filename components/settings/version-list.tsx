import { useTranslations } from "next-intl";
import { ChangeTable } from "#components/setup/change-table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Change } from "#lib/domain/topology/difference.ts";
import type { TopologyVersion } from "#lib/domain/topology/version.ts";

type VersionListProps = {
  readonly versions: readonly (Omit<TopologyVersion, "pool"> & { readonly changes: readonly Change[] })[];
  readonly mayExport: boolean;
};

/** Every version of the topology, newest first: who, when, why, and what it changed. */
export function VersionList({ versions, mayExport }: VersionListProps) {
  const t = useTranslations("settings");
  return (
    <ol className="grid gap-3 px-4 py-3">
      {versions.map((version) => {
        const isFirst = version.number === 1;
        // Nobody gave a reason: the source says all there is.
        const isByPerson = version.source !== "pool-file";
        const label = t("version", { number: version.number });
        return (
          <li key={version.number} className="border-b border-line pb-3 last:border-b-0">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-medium">{label}</span>
              {isByPerson ? <span>{version.person}</span> : null}
              <Time at={version.at} look="day" />
              <span className="text-ink-2">{t(`sources.${version.source}`)}</span>
              {mayExport ? (
                <a
                  href={`/api/topology?version=${version.number}`}
                  download
                  aria-label={`${t("export")}: ${label}`}
                  className="py-1"
                >
                  {t("export")}
                </a>
              ) : null}
            </p>
            {isByPerson ? (
              <p className="max-w-prose [overflow-wrap:anywhere]">{t("why", { why: version.why })}</p>
            ) : null}
            <details>
              <summary>{isFirst ? t("first") : t("differences", { count: version.changes.length })}</summary>
              <ChangeTable changes={version.changes} label={label} />
            </details>
          </li>
        );
      })}
    </ol>
  );
}

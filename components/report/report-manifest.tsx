import { useTranslations } from "next-intl";
import { StackedTable } from "#components/ui/stacked-table.tsx";
import { Status } from "#components/ui/status.tsx";
import type { Part } from "#lib/domain/report/part.ts";
import type { ReportView } from "#lib/domain/report/report-view.ts";
import { shownFiles } from "#lib/domain/report/shown-files.ts";
import { Section } from "./section.tsx";
import { Utc } from "./utc.tsx";

const tones = { applied: "ok", "held-before": "idle", "not-applied": "bad" } as const;

type ReportManifestProps = { readonly report: ReportView; readonly part: Part | null };

export function ReportManifest({ report: { manifest, samples }, part }: ReportManifestProps) {
  const t = useTranslations("report.manifest");
  if (manifest === null && samples === null) return null;
  const heads = [t("file"), t("fate"), t("finished"), t("lsn"), t("size")];
  const all = manifest?.files ?? [];
  const files = part === null ? shownFiles(all) : all;
  const more = all.length - files.length;
  return (
    <Section
      title={t("title")}
      note={manifest === null ? t("none") : t.rich("note", { at: () => <Utc at={manifest.listedAt} look="day" /> })}
    >
      {manifest?.shareError ? <Status tone="bad">{t("share", { error: manifest.shareError })}</Status> : null}
      {more > 0 ? <p className="text-xs text-ink-2">{t("more", { count: more })}</p> : null}
      {part === null || part.files === all.length ? null : (
        <p className="text-xs text-ink-2">{t("inParts", { count: part.files })}</p>
      )}
      {manifest === null ? null : (
        <StackedTable heads={heads}>
          {files.map((file) => (
            <tr key={`${file.file} ${file.firstLsn}`}>
              <td className="font-mono text-xs [overflow-wrap:anywhere]">{file.file}</td>
              <td data-label={heads[1]}>
                <Status tone={tones[file.fate]}>{t(`fates.${file.fate}`)}</Status>
              </td>
              <td data-label={heads[2]}>{file.finishDate}</td>
              <td data-label={heads[3]} className="font-mono text-xs [overflow-wrap:anywhere]">
                {file.firstLsn} – {file.lastLsn}
              </td>
              <td data-label={heads[4]}>{file.sizeBytes}</td>
            </tr>
          ))}
          {manifest.leftOut.map((left) => (
            <tr key={`left ${left.file} ${left.why}`}>
              <td className="font-mono text-xs [overflow-wrap:anywhere]">{left.file}</td>
              <td data-label={heads[1]} colSpan={3}>
                <Status tone="bad">{t("leftOut", { why: left.why })}</Status>
              </td>
              <td data-label={heads[4]}>{left.sizeBytes}</td>
            </tr>
          ))}
        </StackedTable>
      )}
      <p className="mt-1 text-xs text-ink-2">
        {samples === null
          ? t("noSamples")
          : t.rich("watermarks", {
              newest: () => <Utc at={samples.newest} look="day" />,
              before: () => (samples.before === null ? "–" : <Utc at={samples.before} look="day" />),
            })}
      </p>
    </Section>
  );
}

import { useTranslations } from "next-intl";

type ExportLinksProps = {
  /** Address of the export, with its filter. */
  readonly address: string;
};

/** The same as on the page, all of it, as files. */
export function ExportLinks({ address }: ExportLinksProps) {
  const t = useTranslations("history.export");
  const join = address.includes("?") ? "&" : "?";
  return (
    <p className="not-printed flex flex-wrap items-center gap-2 px-4 py-3">
      <span className="text-xs text-ink-2">{t("label")}</span>
      {(["csv", "jsonl"] as const).map((format) => (
        <a key={format} href={`${address}${join}format=${format}`} className="btn btn-s" download>
          {t(format)}
        </a>
      ))}
    </p>
  );
}

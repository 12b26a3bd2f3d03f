import { useTranslations } from "next-intl";

type LaneFilesProps = {
  readonly value: {
    readonly lastBackupFile: string | null;
    readonly lastCopiedFile: string | null;
    readonly lastRestoredFile: string | null;
  };
};

export function LaneFiles({ value }: LaneFilesProps) {
  const t = useTranslations("overview.logShipping");
  const rows = [
    ["lastBackup", value.lastBackupFile],
    ["lastCopied", value.lastCopiedFile],
    ["lastRestored", value.lastRestoredFile],
  ] as const;
  return (
    <dl className="mt-2 grid gap-0.5 border-t border-line pt-2 text-xs">
      {rows.map(([key, file]) => (
        <div key={key} className="grid grid-cols-[88px_minmax(0,1fr)] gap-2">
          <dt className="text-ink-3">{t(key)}</dt>
          <dd className="min-w-0 truncate font-mono" title={file ?? undefined}>
            {file === null ? t("unknown") : file.split(/[\\/]/).at(-1)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

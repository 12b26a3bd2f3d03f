import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";

type LookedListProps = { readonly looked: readonly { readonly at: string; readonly said: string }[] };

/** Who was asked in the last look, and how that went. */
export function LookedList({ looked }: LookedListProps) {
  const t = useTranslations("setup.connect");
  return (
    <div>
      {/* One text: of rows that come all at once a screen reader takes the parts in no order. */}
      <p className="sr-only" role="status">
        {looked.map(({ at, said }) => `${at}: ${said === "" ? t("answered") : said}`).join("; ")}
      </p>
      <ul className="grid gap-1" aria-label={t("asked")}>
        {looked.map(({ at, said }) => (
          <li key={at} className="flex flex-wrap items-center gap-x-2 [overflow-wrap:anywhere]">
            <code>{at}</code>
            <Status tone={said === "" ? "ok" : "unknown"}>{said === "" ? t("answered") : said}</Status>
          </li>
        ))}
        {looked.length === 0 ? <li>{t("nobody")}</li> : null}
      </ul>
    </div>
  );
}

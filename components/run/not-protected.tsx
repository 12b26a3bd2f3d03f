import { useTranslations } from "next-intl";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";

type NotProtectedProps = { readonly items: readonly string[] };

export function NotProtected({ items }: NotProtectedProps) {
  const t = useTranslations("notProtected");
  return (
    <Panel title={t("title")} note={t("note")}>
      {items.length === 0 ? (
        <p className="px-4 py-3 text-ink-2">{t("nothingKnown")}</p>
      ) : (
        <ul>
          {items.map((item) => (
            <li key={item} className="flex items-baseline gap-3 border-b border-line px-4 py-2 last:border-0">
              <Status tone="bad">{t("word")}</Status>
              <span className="min-w-0">{textOr(t, `items.${item}`, item)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

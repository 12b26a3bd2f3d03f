import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";

type NotOfferedProps = { readonly items: readonly { readonly title: string; readonly why: string }[] };

/** What could be done in another state of the pool, and why not in this one. */
export function NotOffered({ items }: NotOfferedProps) {
  const t = useTranslations("failover");
  return (
    <section className="clear-both border-t border-line px-4 py-3" aria-label={t("notNow")}>
      <h2>{t("notNow")}</h2>
      <ul>
        {items.map(({ title, why }) => (
          <li key={title} className="py-1">
            <Status tone="idle" icon="blocked">
              {title}
            </Status>
            <p className="pl-6 text-ink-2">{why}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

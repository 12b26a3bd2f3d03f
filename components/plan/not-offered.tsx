import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import type { Offers } from "#lib/domain/offers/offers.ts";
import { RefusalNote } from "./refusal-note.tsx";

type NotOfferedProps = {
  readonly ids: readonly ("failover" | "mirror-failover" | "failback")[];
  /** Null: nothing was read yet. */
  readonly offers: Offers | null;
  readonly home: string;
  readonly other: string;
};

/** What could be done in another state of the pool, and why not in this one. */
export function NotOffered({ ids, offers, home, other }: NotOfferedProps) {
  const t = useTranslations("failover");
  const closed = ids.flatMap((id) => {
    const refusal = offers?.[id] ?? null;
    return refusal === null ? [] : [{ id, refusal }];
  });
  if (closed.length === 0) return null;
  return (
    <section className="clear-both border-t border-line px-4 py-3" aria-label={t("notNow")}>
      <h2>{t("notNow")}</h2>
      <ul>
        {closed.map(({ id, refusal }) => (
          <li key={id} className="py-1">
            <Status tone="idle" icon="blocked">
              {t(`${id}.title`, { home, other })}
            </Status>
            <div className="pl-6 text-ink-2">
              <RefusalNote refusal={refusal} home={home} other={other} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { StrandedCounts as Counts } from "#lib/domain/stranded/counts.ts";

type StrandedCountsProps = {
  readonly counted: Counts & {
    readonly home: string;
    readonly serving: string;
    readonly hasWatermark: boolean;
    readonly isStill: boolean;
    readonly countedAt: string;
  };
};

/** How much only home holds, room by room; nothing of what was written. */
export function StrandedCounts({ counted }: StrandedCountsProps) {
  const t = useTranslations("stranded");
  const { messages, deletions } = counted;
  return (
    <Panel title={t("counts.title")} note={t("counts.note", { home: counted.home, serving: counted.serving })}>
      {counted.isStill ? null : (
        <div className="px-4 pt-3">
          <Banner tone="warn" title={t("counts.moving")}>
            <p>{t("counts.movingMeans", { home: counted.home })}</p>
          </Banner>
        </div>
      )}
      {counted.rooms.length === 0 ? (
        <EmptyState title={t("counts.none")}>
          <p className="max-w-prose">{t("counts.noneMeans", { home: counted.home })}</p>
        </EmptyState>
      ) : (
        <div className="tw">
          <table className="tbl stk">
            <thead>
              <tr>
                <th scope="col">{t("counts.room")}</th>
                <th scope="col" className="r">
                  {t("counts.messages")}
                </th>
                <th scope="col" className="r">
                  {t("counts.taken")}
                </th>
                <th scope="col" className="r">
                  {t("counts.deletions")}
                </th>
              </tr>
            </thead>
            <tbody>
              {counted.rooms.map((room) => (
                <tr key={room.room}>
                  <td className="[overflow-wrap:anywhere]">{room.name}</td>
                  <td className="r" data-label={t("counts.messages")}>
                    {room.messages}
                  </td>
                  <td className="r" data-label={t("counts.taken")}>
                    {room.numbersTaken}
                  </td>
                  <td className="r" data-label={t("counts.deletions")}>
                    {room.deletions}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="border-t border-line px-4 py-2.5 text-ink-2">
        {t("counts.sum", { messages, deletions })} {counted.hasWatermark ? "" : t("counts.noWatermark")}{" "}
        {t("counts.at")} <Time at={counted.countedAt} look="day" />.
      </p>
    </Panel>
  );
}

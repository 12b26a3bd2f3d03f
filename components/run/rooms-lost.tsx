import { useLocale, useTranslations } from "next-intl";
import { byLanguage } from "#components/ui/by-language.ts";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { LossView } from "#lib/domain/views/run-view.ts";

type RoomsLostProps = { readonly loss: LossView | null; readonly zone?: "UTC" };

export function RoomsLost({ loss, zone }: RoomsLostProps) {
  const t = useTranslations("rooms");
  const compare = byLanguage(useLocale());
  if (loss === null || loss.rooms.length === 0) {
    return (
      <Panel title={t("title")}>
        <p className="px-4 py-3 text-ink-2">{t(loss === null ? "notKnown" : "none")}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t("title")}>
      <div className="tw">
        <table className="tbl tbl-d">
          <thead>
            <tr>
              <th scope="col">{t("room")}</th>
              <th scope="col" className="r">
                {t("before")}
              </th>
              <th scope="col" className="r">
                {t("after")}
              </th>
              <th scope="col" className="r">
                {t("lost")}
              </th>
            </tr>
          </thead>
          <tbody>
            {[...loss.rooms]
              .sort((a, b) => compare(a.room, b.room))
              .map((room) => (
                <tr key={room.room}>
                  <td className="font-medium">{room.room}</td>
                  <td className="r">{room.before}</td>
                  <td className="r">{room.after}</td>
                  <td className="r font-medium">{room.lost}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      <p className="border-t border-line px-4 py-2 text-xs text-ink-2">
        {t("sampled")} <Time at={loss.sampledAt} look={zone ? "zone" : "day"} zone={zone} />
      </p>
    </Panel>
  );
}

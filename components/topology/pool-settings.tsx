import { useTranslations } from "next-intl";
import { Age } from "#components/ui/age.tsx";
import { Status } from "#components/ui/status.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { LastKnown } from "./last-known.tsx";

type PoolSettingsProps = { readonly overview: OverviewView };

/** Pool state and the list of active servers are independent settings: always both. */
export function PoolSettings({ overview }: PoolSettingsProps) {
  const t = useTranslations("overview.pool");
  const { activeServers, managementStore, share, watermarks, serverNow } = overview;
  return (
    <div>
      <h3 className="mb-0.5">{t("title")}</h3>
      <dl className="kvs">
        <dt className="lbl">{t("state")}</dt>
        <dd>
          <LastKnown reading={overview.poolState} now={serverNow} show={(value) => value} />
        </dd>
        <dt className="lbl">{t("active")}</dt>
        <dd>
          <LastKnown
            reading={activeServers}
            now={serverNow}
            show={(value) => t("of", { active: value.length, all: overview.chatServers.length })}
          />
        </dd>
        <dt className="lbl">{t("managementStore")}</dt>
        <dd>
          <LastKnown reading={managementStore} now={serverNow} show={(value) => value} />
        </dd>
        <dt className="lbl">{t("share")}</dt>
        <dd>
          <LastKnown reading={share} now={serverNow} show={(value) => t("files", { files: value.files })} />
        </dd>
        <dt className="lbl">{t("watermarks")}</dt>
        <dd>
          <LastKnown
            reading={watermarks}
            now={serverNow}
            show={(value) => t("rooms", { rooms: value.rooms, messages: Number(value.messages) })}
          />
        </dd>
        <dt className="lbl">{t("capture")}</dt>
        <dd>
          {overview.captureAt === null ? (
            <Status tone="unknown">{t("noCapture")}</Status>
          ) : (
            <Age at={overview.captureAt} now={serverNow} />
          )}
        </dd>
      </dl>
    </div>
  );
}

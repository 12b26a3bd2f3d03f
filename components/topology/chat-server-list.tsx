import { Server } from "lucide-react";
import { useTranslations } from "next-intl";
import { HostName } from "#components/ui/host-name.tsx";
import { Status, type Tone } from "#components/ui/status.tsx";
import type { ChatServerView, OverviewView } from "#lib/domain/views/overview-view.ts";
import { isOld } from "./is-old.ts";
import { siteWord } from "./site-word.ts";

type ChatServerListProps = { readonly overview: OverviewView; readonly site: "home" | "other" };

function replicaKey(server: ChatServerView): string {
  return server.replicaUpToDate === null ? "replicaUnknown" : "replicaOld";
}

/** In the active list is a setting: only a server whose service was seen running is drawn as good. */
function activeTone(server: ChatServerView): Tone {
  if (!server.active) return "idle";
  return server.serviceState === "Running" ? "ok" : "unknown";
}

export function ChatServerList({ overview, site }: ChatServerListProps) {
  const t = useTranslations("overview.chatServers");
  const servers = overview.chatServers.filter((server) => server.site === site);
  const unknown = isOld(overview.activeServers, overview.serverNow);
  // Services are read once a minute: where no database answers any more, the last word is no longer taken for good.
  const silent = siteWord(overview, site) === "no-answer";
  const active = servers.filter((server) => server.active === true).length;
  return (
    <div className={site === "home" ? "topo-mf" : "tf topo-tf"}>
      <div className="mb-0.5 flex items-center gap-2">
        <h3>{t("title")}</h3>
        <span className="flex-1" />
        <span className="text-ink-2">
          {t(servers.every((server) => server.active === null) ? "unknown" : unknown ? "wasCount" : "count", {
            active,
            all: servers.length,
          })}
        </span>
      </div>
      <ul>
        {servers.map((server) => (
          <li key={server.fqdn} className="fe">
            <span className="flex min-w-0 items-center gap-2">
              <Server className="i text-ink-3" aria-hidden="true" />
              <HostName name={server.fqdn} />
            </span>
            <span className="flex flex-wrap items-center justify-end gap-x-3 text-xs">
              <span className="text-ink-3">
                {server.serviceState === null
                  ? t("serviceUnknown")
                  : silent
                    ? t("wasService", { state: server.serviceState })
                    : server.serviceState}
              </span>
              {server.replicaUpToDate === true ? null : <span className="text-ink-3">{t(replicaKey(server))}</span>}
              {unknown || server.active === null ? (
                <Status tone="unknown">
                  {server.active === null ? t("unknown") : t(server.active ? "wasActive" : "wasIdle")}
                </Status>
              ) : (
                <Status tone={silent && server.active ? "unknown" : activeTone(server)}>
                  {t(server.active ? "active" : "idle")}
                </Status>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

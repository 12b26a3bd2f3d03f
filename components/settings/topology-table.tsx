import { useTranslations } from "next-intl";
import type { Pool } from "#lib/domain/topology/pool.ts";

type TopologyTableProps = { readonly pool: Pool };
type Row = { readonly what: string; readonly name: string; readonly at: string; readonly site: string };

/** What the pool consists of, as the version in force has it. */
export function TopologyTable({ pool }: TopologyTableProps) {
  const t = useTranslations("settings.table");
  const folders = useTranslations("setup.folders");
  const sections = useTranslations("setup.sections");
  const places = { ...pool.sites, third: t("third") };
  const rows: readonly Row[] = [
    ...pool.instances.map((each) => ({
      what: each.duties.join(", "),
      name: each.name,
      at: `${each.host}:${each.port}`,
      site: places[each.site],
    })),
    ...(["backupShare", "copyFolder", "mirrorShare", "newLogBackups"] as const).map((id) => ({
      what: folders(id),
      name: pool.folders[id].asServer,
      at: pool.folders[id].asConsole,
      site: places[pool.folders[id].hostedIn],
    })),
    ...pool.chatServers.map((each) => ({ what: t("chatServer"), name: each.fqdn, at: "", site: places[each.site] })),
    ...(pool.nextHop === undefined ? [] : [{ what: sections("nextHop"), ...placeRow(pool.nextHop) }]),
    ...(pool.fileStore === undefined
      ? []
      : [{ what: t("fileStore"), ...placeRow(pool.fileStore), site: places[pool.fileStore.hostedIn] }]),
    ...(pool.domainControllers ?? []).map((each) => ({ what: t("controller"), ...placeRow(each) })),
  ];
  return (
    <div className="tw">
      <table className="tbl tbl-d stk">
        <thead>
          <tr>
            <th scope="col">{t("what")}</th>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("reached")}</th>
            <th scope="col">{t("site")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.what} ${row.name} ${row.at}`}>
              <td>{row.what}</td>
              <td data-label={t("name")} className="font-mono text-xs [overflow-wrap:anywhere]">
                {row.name}
              </td>
              <td data-label={t("reached")} className="font-mono text-xs [overflow-wrap:anywhere]">
                {row.at}
              </td>
              <td data-label={t("site")}>{row.site}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function placeRow(place: { readonly name: string; readonly host: string; readonly port: number }) {
  return { name: place.name, at: `${place.host}:${place.port}`, site: "" };
}

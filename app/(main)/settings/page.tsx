import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { withTexts } from "#app/with-texts.tsx";
import { PoolChoice } from "#components/settings/pool-choice.tsx";
import { RemovePool } from "#components/settings/remove-pool.tsx";
import { TopologyTable } from "#components/settings/topology-table.tsx";
import { VersionList } from "#components/settings/version-list.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { getTopology } from "#lib/services/get-topology.ts";
import { listPools } from "#lib/services/list-pools.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { serviceContext, topologyContext } from "#lib/web/context.ts";
import { removeShown, showPool } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

async function SettingsPage() {
  const [{ console }, ctx, t] = await Promise.all([serviceContext(), topologyContext(), getTranslations("settings")]);
  const [pools, { pool, versions }] = await Promise.all([
    listPools(ctx),
    getTopology(ctx, { fqdn: console.pool.fqdn }),
  ]);
  const mayChange = hasPermission(ctx.actor, "settings.write");
  return (
    <>
      <PageHead title={t("title")} note={t("note")}>
        {mayChange ? (
          <>
            <a className="btn" href="/api/topology" download>
              {t("export")}
            </a>
            <Link className="btn" href="/setup?new=1">
              {t("add")}
            </Link>
            <Link className="btn btn-p" href="/setup">
              {t("change")}
            </Link>
          </>
        ) : null}
      </PageHead>
      <div className="stack">
        <Panel title={t("pools")}>
          <PoolChoice pools={pools} action={showPool} />
        </Panel>
        <Panel title={t("topology")} note={t("inForce", { number: versions[0]?.number ?? 0 })}>
          <TopologyTable pool={pool} />
        </Panel>
        <Panel title={t("versions")}>
          <VersionList versions={versions} mayExport={mayChange} />
        </Panel>
        {mayChange ? (
          <Panel title={t("remove.title")}>
            <RemovePool
              fqdn={pool.fqdn}
              base={versions[0]?.number ?? 0}
              isAllowed={pools.length > 1}
              action={removeShown}
            />
          </Panel>
        ) : null}
      </div>
    </>
  );
}

export default withTexts("app/(main)/settings/page.tsx", SettingsPage);

import { useTranslations } from "next-intl";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { ChatServerList } from "./chat-server-list.tsx";
import { LaneHead } from "./lane-head.tsx";
import { LogShippingLane } from "./log-shipping-lane.tsx";
import { PoolSettings } from "./pool-settings.tsx";
import { SiteDatabases } from "./site-databases.tsx";
import { SiteHead } from "./site-head.tsx";

type TopologyProps = { readonly overview: OverviewView };

export function Topology({ overview }: TopologyProps) {
  const t = useTranslations("overview");
  return (
    <section className="panel topo mb-3" aria-label={t("sites")}>
      <SiteHead overview={overview} site="home" />
      <SiteDatabases overview={overview} site="home" />
      <ChatServerList overview={overview} site="home" />
      <div className="hd lane topo-lh">
        <LaneHead overview={overview} />
      </div>
      <div className="lane topo-ld">
        <div className="only-m mb-3">
          <LaneHead overview={overview} />
        </div>
        <LogShippingLane overview={overview} />
      </div>
      <div className="lane topo-lf">
        <PoolSettings overview={overview} />
      </div>
      <SiteHead overview={overview} site="other" />
      <SiteDatabases overview={overview} site="other" />
      <ChatServerList overview={overview} site="other" />
    </section>
  );
}

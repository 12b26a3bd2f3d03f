import { Fragment } from "react";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { InstanceNode } from "./instance-node.tsx";
import { MirrorLink } from "./mirror-link.tsx";

type SiteDatabasesProps = { readonly overview: OverviewView; readonly site: "home" | "other" };

export function SiteDatabases({ overview, site }: SiteDatabasesProps) {
  const here = overview.instances.filter((instance) => instance.site === site);
  const twoWritable = overview.verdict.kind === "two-writable-copies";
  return (
    <div className={site === "home" ? "topo-md" : "td topo-td"}>
      {here.map((instance, index) => (
        <Fragment key={instance.name}>
          {index === 1 ? <MirrorLink instances={here} now={overview.serverNow} /> : null}
          {index > 1 ? <div className="mt-2.5 border-t border-line pt-2" /> : null}
          <InstanceNode instance={instance} now={overview.serverNow} twoWritable={twoWritable} />
        </Fragment>
      ))}
    </div>
  );
}

import { useTranslations } from "next-intl";
import { isOld } from "#components/topology/is-old.ts";
import { LastKnown } from "#components/topology/last-known.tsx";
import { needsCopy } from "#components/topology/needs-copy.ts";
import { Age } from "#components/ui/age.tsx";
import { Status } from "#components/ui/status.tsx";
import type { InstanceView, OverviewView } from "#lib/domain/views/overview-view.ts";

type StateStripProps = { readonly overview: OverviewView };

/** What is true now, as far as it was read: one line of cells under the clock. */
export function StateStrip({ overview }: StateStripProps) {
  const t = useTranslations("run.strip");
  const now = overview.serverNow;
  const inSite = (site: "home" | "other") =>
    overview.instances.filter((each) => each.site === site && needsCopy(each) && each.state.value !== null);
  // ONLINE alone does not say whether a copy takes writes, which is what rule 1 is about.
  const stateOf = ({ state: { value } }: InstanceView) =>
    value === null
      ? ""
      : value.mgcState === "ONLINE"
        ? t(value.writable ? "writable" : "readOnly", { state: value.mgcState })
        : value.mgcState;
  const cell = (site: "home" | "other") => {
    const here = inSite(site);
    if (here.length === 0) return <Status tone="unknown">{t("noAnswer")}</Status>;
    return here.map((instance) => (
      <small key={instance.name}>
        <code>{instance.name.split("\\")[0]}</code>{" "}
        {isOld(instance.state, now) ? t("was", { state: stateOf(instance) }) : stateOf(instance)}{" "}
        <Age at={instance.state.at} now={now} />
      </small>
    ));
  };
  return (
    <dl className="panel run-strip strip">
      <div>
        <dt>{t("mgcIn", { site: overview.homeName })}</dt>
        <dd>{cell("home")}</dd>
      </div>
      <div>
        <dt>{t("mgcIn", { site: overview.otherName })}</dt>
        <dd>{cell("other")}</dd>
      </div>
      <div>
        <dt>{t("logShipping")}</dt>
        <dd>
          <LastKnown
            reading={overview.logShipping}
            now={now}
            show={(value) => t(value.removed ? "removed" : "present")}
          />
        </dd>
      </div>
      <div>
        <dt>{t("poolState")}</dt>
        <dd>
          <LastKnown reading={overview.poolState} now={now} show={(value) => value} />
        </dd>
      </div>
      <div>
        <dt>{t("activeServers")}</dt>
        <dd>
          <LastKnown
            reading={overview.activeServers}
            now={now}
            show={(value) => t("of", { active: value.length, all: overview.chatServers.length })}
          />
        </dd>
      </div>
    </dl>
  );
}

import { holdsCopy, known } from "#lib/domain/health/verdict.ts";
import type { InstanceView, OverviewView } from "#lib/domain/views/overview-view.ts";
import type { CopyState, Standing } from "./standing.ts";

const damaged = ["SUSPECT", "RECOVERY_PENDING", "EMERGENCY", "OFFLINE", "RECOVERING"];

/** Best first: what one instance of a site has decides for the site. */
const order: readonly CopyState[] = ["writable", "read-only", "restoring", "damaged"];

type Read = Pick<
  OverviewView,
  "serverNow" | "poolState" | "logShipping" | "targets" | "recoveryPointSeconds" | "instances"
>;

/** The standing as the sweep last read it; what is older than `maxAgeMs` or failed to be read counts as unknown. Pure. */
export function readStanding(view: Read, maxAgeMs: number): Standing {
  const at = { now: view.serverNow, maxAgeMs };
  const poolState = known(view.poolState, at);
  const shipping = known(view.logShipping, at);
  const target = view.targets.recoveryPointSeconds;
  const isLate = view.recoveryPointSeconds === null || view.recoveryPointSeconds > target;
  return {
    poolState: poolState === "Normal" || poolState === "FailedOver" ? poolState : "unknown",
    home: copyOf(view, "home", at),
    other: copyOf(view, "other", at),
    homeMirror: mirrorOf(view, at),
    shipping: shipping === null ? "unknown" : shipping.removed || isLate ? "broken" : "runs",
  };
}

type At = { readonly now: string; readonly maxAgeMs: number };

const copiesIn = (view: Read, site: InstanceView["site"]) =>
  view.instances.filter((instance) => instance.site === site && holdsCopy(instance));

function copyOf(view: Read, site: InstanceView["site"], at: At): CopyState {
  const states = copiesIn(view, site).map((instance): CopyState => {
    const state = known(instance.state, at);
    if (state === null) return "unknown";
    if (state.writable) return "writable";
    if (state.mgcState === "RESTORING" || state.role === "mirror") return "restoring";
    if (state.mgcState === "absent") return "absent";
    return damaged.includes(state.mgcState) ? "damaged" : "read-only";
  });
  // One that is silent may be the one that counts; one that is absent beside others does not.
  return order.find((each) => states.includes(each)) ?? (states.includes("unknown") ? "unknown" : "absent");
}

function mirrorOf(view: Read, at: At): Standing["homeMirror"] {
  const read = copiesIn(view, "home").map((instance) => known(instance.state, at));
  const states = read.flatMap((state) => (state?.mirroringState ? [state.mirroringState] : []));
  if (states.includes("SYNCHRONIZED")) return "synchronized";
  if (states.length > 0) return "not-synchronized";
  return read.includes(null) ? "unknown" : "none";
}

import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import type { Order, PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { type Pool, poolSchema } from "#lib/domain/topology/pool.ts";
import { failbackPlaceholders } from "./failback-placeholders.ts";

const folder = (asServer: string) => ({ asServer, asConsole: asServer, hostedIn: "other" as const });

/** Placeholders where a real plan has the names of an installation. */
export const placeholderPool: Pool = poolSchema.parse({
  fqdn: "pool.example",
  product: "SkypeForBusiness",
  sites: { home: "<home site>", other: "<other site>" },
  instances: ["home A", "home B", "other A", "other B"].map((duty) => ({
    name: duty.replace(" ", "-"),
    site: duty.split(" ")[0],
    duties: [duty],
    host: "host.example",
    port: 1433,
    credential: "console",
  })),
  folders: {
    backupShare: folder("<backup share>"),
    copyFolder: folder("<copy folder>"),
    mirrorShare: folder("<mirror share>"),
    newLogBackups: folder("<new log backups>"),
  },
  chatServers: [{ fqdn: "chat.example", site: "other" }],
  managementShell: { executable: "powershell.exe" },
  testUsers: { sender: "<test sender>", receiver: "<test receiver>", registrar: "registrar.example" },
  targets: { recoveryPointSeconds: 900, recoveryTimeSeconds: 1800 },
  consoleStandsIn: "third",
});

/** A plan of any installation: what a real one has read stands in angle brackets. */
export function placeholderPlan(procedure: ProcedureId, order: Order): Omit<PinnedPlan, "steps"> {
  if (procedure === "failback") return failbackPlan(order);
  if (procedure === "re-protect") return reProtectPlan(order);
  if (procedure === "fence-returned-home")
    return { ...placeholderPlan("failover", order), procedure, returned: returnedPlaceholders };
  if (procedure === "drill") return { ...placeholderPlan("failover", order), procedure, drill: drillPlaceholders };
  if (procedure === "switchover")
    return {
      ...placeholderPlan("failover", order),
      procedure,
      switchover: { activeNow: ["<each active server as read>"] },
    };
  const target = procedure === "failover" ? "<log-shipped instance of the other site>" : "<mirror of the home site>";
  return {
    id: "<plan id>",
    procedure,
    poolFqdn: "<pool>",
    order,
    opposite: ["<each instance of the home site>"],
    target,
    targetMirror: "<second instance of the other site>",
    poolStateIdentity: "<identity as read>",
    activeServers: ["<each chat server to activate>"],
    chatServices: { "<each chat server to activate>": "<chat service as read>" },
    copyJob: "<copy job as read>",
    restoreJob: "<restore job as read>",
    targetSqlFqdn: "<SQL Server as the topology says>",
    targetSqlInstance: "<instance as the topology says>",
    newPrincipal: "Mirror",
    captureId: null,
    ...(procedure === "failover" ? { fence: fencePlaceholders } : {}),
  };
}

const drillPlaceholders: NonNullable<PinnedPlan["drill"]> = {
  source: "<home instance that serves>",
  full: {
    file: "<newest full backup that the other instance reads>",
    position: 1,
    backupSetGuid: "",
    firstLsn: "",
    lastLsn: "",
    recoveryForkId: "",
  },
  fullFinished: null,
  moves: [{ logical: "<each file>", path: "<its folder there>\\mgc_drill_<plan id>_<its name>" }],
  places: ["<backup share>\\", "<mirror share>\\"],
};

/** As in a plan that was made while home still answered writable. */
const fencePlaceholders: NonNullable<PinnedPlan["fence"]> = {
  instance: "<home instance that answers writable>",
  mirror: "<its mirror>",
  backupJobs: [{ instance: "<each home instance>", job: "<its log backup job as read>" }],
  services: [{ server: "<each home chat server that answers>", service: "<each chat service as read>" }],
  unreached: [],
  tailFile: "<backup share>\\mgc_tail_<plan id>.trn",
  mirrorAgain: null,
};

/** As in a plan that was made after home came back whole. */
const returnedPlaceholders: NonNullable<PinnedPlan["returned"]> = {
  instances: [
    {
      instance: "<home instance that is principal>",
      verdict: "writable",
      detail: "",
      state: "ONLINE",
      role: "PRINCIPAL",
      isReadOnly: false,
      backupJob: "<its log backup job as read>",
    },
  ],
  services: [
    { server: "<each home chat server that answers>", service: "<each chat and compliance service that runs>" },
  ],
  silentServers: [],
};

function failbackPlan(order: Order): Omit<PinnedPlan, "steps"> {
  return {
    ...placeholderPlan("failover", order),
    procedure: "failback",
    opposite: ["<each instance of the other site>"],
    target: "<home A>",
    targetMirror: "<home B>",
    failback: failbackPlaceholders("full-restore"),
  };
}

/** As in a plan that was made where nothing of the failback's end was there: every step is in it. */
function reProtectPlan(order: Order): Omit<PinnedPlan, "steps"> {
  const plan = failbackPlan(order);
  return {
    ...plan,
    procedure: "re-protect",
    failback: { ...failbackPlaceholders("full-restore"), activeNow: [], mirrored: ["mgc"] },
  };
}

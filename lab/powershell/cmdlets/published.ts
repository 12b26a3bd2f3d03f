import { notFound } from "#lab/powershell/failure.ts";
import { isSame } from "#lab/world/is-same.ts";
import type { LyncWorld } from "#lab/world/lync.ts";
import type { Cmdlet } from "./cmdlet.ts";
import { requirePool } from "./identity.ts";
import { requireManagementStore } from "./management-store.ts";

export const getPool: Cmdlet = ({ world, bound }) => {
  requireManagementStore(world);
  const identity = bound.values.get("Identity");
  const site = bound.values.get("Site");
  const found = pools(world)
    .filter((one) => identity === undefined || isSame(one.Fqdn, String(identity)))
    .filter((one) => site === undefined || isSame(one.Site, `Site:${String(site).replace(/^site:/i, "")}`));
  if (identity !== undefined && found.length === 0) throw notFound("pool", String(identity));
  return found;
};

export const getTopology: Cmdlet = ({ world, bound }) => {
  if (bound.values.get("LocalStore") !== true) requireManagementStore(world);
  const clusters = pools(world).map((one) => ({ Fqdn: one.Fqdn, RequiresReplication: true, IsOnEdge: false }));
  const machines = pools(world).flatMap((one) => one.Computers);
  return [{ Clusters: clusters, Machines: machines.map((Fqdn) => ({ Fqdn })) }];
};

export const getPersistentChatConfiguration: Cmdlet = ({ world, bound }) => {
  if (bound.values.get("LocalStore") !== true) requireManagementStore(world);
  const identity = bound.values.get("Identity");
  if (identity !== undefined && !isSame(String(identity), "global")) requirePool(world, identity);
  return [
    {
      Identity: "Global",
      MaxFileSizeKB: 20_480,
      ParticipantUpdateLimit: 75,
      DefaultChatHistory: 30,
      RoomManagementUrl: null,
    },
  ];
};

export const getServerVersion: Cmdlet = ({ world }) => {
  const isLync = world.topology.product === "Lync";
  const text = isLync ? "Microsoft Lync Server 2013 (5.0.8308.0)" : "Skype for Business Server 2015 (6.0.9319.0)";
  return [{ Value: `${text}: Volume license key installed.` }];
};

function pools({ topology }: LyncWorld) {
  const site = (key: "home" | "other") => `Site:${topology.siteNames[key]}`;
  const chat = {
    Identity: topology.poolFqdn,
    Fqdn: topology.poolFqdn,
    Services: [`PersistentChatServer:${topology.poolFqdn}`],
    Computers: topology.chatServers.map((one) => one.fqdn),
    Site: site("home"),
  };
  const frontEnds = topology.frontEnds.map((one) => ({
    Identity: one.poolFqdn,
    Fqdn: one.poolFqdn,
    Services: [`Registrar:${one.poolFqdn}`],
    Computers: [one.fqdn],
    Site: site(one.site),
  }));
  return [chat, ...frontEnds];
}

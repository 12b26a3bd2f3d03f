import { poolSchema } from "#lib/domain/topology/pool.ts";
import { makeSqlPort } from "./sql-port.ts";

/** For tests: a port whose instance `a\\P` listens on the given local port. */
export function portAt(port: number) {
  const base = { host: "127.0.0.1", credential: "c", encrypt: false };
  const folder = { asServer: "D:\\x", asConsole: "/x", hostedIn: "other" };
  const pool = poolSchema.parse({
    fqdn: "p.contoso.local",
    product: "Lync",
    sites: { home: "Milano", other: "Torino" },
    instances: [
      { ...base, port, name: "a\\P", site: "home", duties: ["home A"] },
      { ...base, port, name: "b\\P", site: "other", duties: ["other A"] },
    ],
    folders: { backupShare: folder, copyFolder: folder, mirrorShare: folder, newLogBackups: folder },
    chatServers: [{ fqdn: "c.contoso.local", site: "home" }],
    managementShell: { executable: "x" },
    targets: { recoveryPointSeconds: 1, recoveryTimeSeconds: 1 },
    consoleStandsIn: "other",
  });
  return makeSqlPort({ pool, credential: () => ({ user: "u", password: "p" }) });
}

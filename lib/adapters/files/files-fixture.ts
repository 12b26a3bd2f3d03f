import { join } from "node:path";
import type { FileCommand } from "#lib/domain/commands/command.ts";
import type { ActContext } from "#lib/domain/ports.ts";
import { type Pool, poolSchema } from "#lib/domain/topology/pool.ts";

export const act: ActContext = {
  runId: "run-1",
  actId: "a",
  person: "p",
  onOutput: () => undefined,
  signal: new AbortController().signal,
};

/** A pool whose folders lie in one temporary folder. */
export function poolAt(folder: string): Pool {
  const at = (name: string, hostedIn: "home" | "other") => ({
    asServer: `D:\\${name}`,
    asConsole: join(folder, name),
    hostedIn,
  });
  const base = { host: "127.0.0.1", credential: "c", port: 1433 };
  return poolSchema.parse({
    fqdn: "p.contoso.local",
    product: "SkypeForBusiness",
    sites: { home: "Milano", other: "Torino" },
    instances: [
      { ...base, name: "a\\P", site: "home", duties: ["home A"] },
      { ...base, name: "b\\P", site: "other", duties: ["other A"] },
    ],
    folders: {
      backupShare: at("backup", "home"),
      copyFolder: at("copy", "other"),
      mirrorShare: at("mirror", "other"),
      newLogBackups: at("new", "other"),
    },
    chatServers: [{ fqdn: "c.contoso.local", site: "home" }],
    managementShell: { executable: "x" },
    targets: { recoveryPointSeconds: 1, recoveryTimeSeconds: 1 },
    consoleStandsIn: "other",
  });
}

export function command(file: string, sizeBytes: number, deadlineMs: number | null = 5_000): FileCommand {
  return {
    kind: "file",
    target: "copyFolder",
    text: "copy",
    parameters: { from: "backupShare", to: "copyFolder", file, sizeBytes: String(sizeBytes) },
    deadlineMs,
  };
}

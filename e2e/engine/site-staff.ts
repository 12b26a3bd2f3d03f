import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import sql from "mssql";
import { parse } from "yaml";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { until } from "./processes.ts";

/** What people of the sites do by hand while the console works: a DBA, an administrator of the chat servers, somebody at the share. */
export type SiteStaff = {
  /** A DBA's own statement, under a program name of its own; the rows of its first result set. */
  readonly dba: (instance: string, text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** An administrator's own cmdlet. */
  readonly cmdlet: (cmdlet: string, parameters: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Waits until the share holds so many finished log backups that the copy folder lacks, and gives their names, oldest first. */
  readonly untilUncopied: (count: number) => Promise<readonly string[]>;
  /** Moves files of the share out of sight; the answer puts them back. */
  readonly hide: (names: readonly string[]) => () => void;
  /** SHA-256 of each file of a folder of the pool, by name. */
  readonly hashes: (folder: FolderKey) => Readonly<Record<string, string>>;
};
type FolderKey = "backupShare" | "copyFolder";

export function siteStaff(labDir: string): SiteStaff {
  const pool = parse(readFileSync(join(labDir, "pool.yaml"), "utf8")) as Pool;
  const logins = JSON.parse(readFileSync(join(labDir, "credentials.json"), "utf8"));
  const { shellUrl } = JSON.parse(readFileSync(join(labDir, "lab.json"), "utf8"));
  const pathOf = (folder: FolderKey) => pool.folders[folder].asConsole;
  const names = (folder: FolderKey) => (existsSync(pathOf(folder)) ? readdirSync(pathOf(folder)).sort() : []);
  const away = join(labDir, "..", "hidden");
  return {
    dba: async (name, text) => {
      const at = pool.instances.find((i) => i.name === name);
      if (!at) throw new Error(`no instance ${name}`);
      const { user, password } = logins[typeof at.credential === "string" ? at.credential : at.credential.operate];
      const options = { encrypt: true, trustServerCertificate: true, appName: "dba" };
      const line = await new sql.ConnectionPool({ server: at.host, port: at.port, user, password, options }).connect();
      try {
        return (await line.request().batch(text)).recordset ?? [];
      } finally {
        await line.close();
      }
    },
    cmdlet: async (cmdlet, parameters) => {
      const body = JSON.stringify({ module: pool.product, cmdlet, parameters });
      const headers = { "content-type": "application/json" };
      const answer = await (await fetch(`${shellUrl}/cmdlet`, { method: "POST", headers, body })).json();
      if (!answer.ok) throw new Error(`${cmdlet}: ${JSON.stringify(answer.error)}`);
    },
    untilUncopied: (count) =>
      until(
        `${count} log backups that are not copied`,
        async () => {
          const have = new Set(names("copyFolder"));
          const fresh = names("backupShare").filter((name) => name.endsWith(".trn") && !have.has(name));
          return fresh.length >= count ? fresh : null;
        },
        180_000,
      ),
    hide: (files) => {
      mkdirSync(away, { recursive: true });
      for (const file of files) renameSync(join(pathOf("backupShare"), file), join(away, file));
      return () => {
        for (const file of files) renameSync(join(away, file), join(pathOf("backupShare"), file));
      };
    },
    hashes: (folder) =>
      Object.fromEntries(
        names(folder).map((name) => [
          name,
          createHash("sha256")
            .update(readFileSync(join(pathOf(folder), name)))
            .digest("hex"),
        ]),
      ),
  };
}

import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { chatServers, folders, places } from "#lab/world/places.ts";
import type { Login } from "./instance-doors.ts";
import { writeWhole } from "./lab-file.ts";
import type { LyncDoors } from "./lync-doors.ts";

const credentialName = "lab-sql";
const accountPassword = "lab-Milano-Torino-1";

/** Real folder of a server's path: D:\ of a host below disks, a UNC path below shares. */
export function realFolder(dir: string, host: string, serverPath: string): string {
  const parts = serverPath.split("\\").filter((part) => part !== "");
  if (serverPath.startsWith("\\\\")) return join(dir, "shares", ...parts);
  return join(dir, "disks", host, ...parts.map((part) => part.replace(/:$/, "")));
}

function folder(dir: string, serverPath: string, hostedIn: "home" | "other" | "third"): object {
  return { asServer: serverPath, asConsole: realFolder(dir, "sqlto01", serverPath), hostedIn };
}

type PoolFileOptions = {
  readonly dir: string;
  readonly ports: Readonly<Record<string, number>>;
  readonly lync: LyncDoors["poolFile"];
  /** Absolute path of the lab's PowerShell, and where it finds the lab. */
  readonly shell: { readonly host: string; readonly url: string };
};

/** The pool as the console is to be told of it. */
export function labPool({ dir, ports, lync, shell }: PoolFileOptions): object {
  return {
    fqdn: "pchatpool.contoso.local",
    product: "SkypeForBusiness",
    sites: { home: "Milano", other: "Torino" },
    instances: places.map((place) => ({
      name: place.name,
      site: place.site,
      duties: [place.duty],
      host: "127.0.0.1",
      port: ports[place.name] ?? 0,
      credential: credentialName,
      encrypt: true,
      trustServerCertificate: true,
    })),
    folders: {
      backupShare: folder(dir, folders.backupShare, "third"),
      copyFolder: folder(dir, folders.copyFolder, "other"),
      mirrorShare: folder(dir, folders.mirrorShare, "other"),
      newLogBackups: folder(dir, folders.newLogBackups, "other"),
    },
    chatServers: chatServers.map(({ fqdn, site }) => ({ fqdn, site })),
    managementShell: { executable: shell.host, arguments: ["-ShellUrl", shell.url] },
    ...lync,
    testUsers: {
      sender: "sip:pchat-test1@contoso.local",
      receiver: "sip:pchat-test2@contoso.local",
      registrar: "fepool-to.contoso.local",
    },
    targets: { recoveryPointSeconds: 900, recoveryTimeSeconds: 1800 },
    consoleStandsIn: "third",
  };
}

const accounts = [
  { email: "giulia.ferri@contoso.local", name: "Giulia Ferri", role: "operator" },
  { email: "marco.conti@contoso.local", name: "Marco Conti", role: "operator" },
  { email: "anna.rossi@contoso.local", name: "Anna Rossi", role: "manager" },
  { email: "paolo.greco@contoso.local", name: "Paolo Greco", role: "viewer" },
  { email: "sara.bianchi@contoso.local", name: "Sara Bianchi", role: "drill-operator" },
  { email: "luca.marino@contoso.local", name: "Luca Marino", role: "administrator" },
].map((account) => ({ ...account, password: accountPassword }));

/** The login of before, so that a console that is running goes on; else a new password. */
export function labLogin(dir: string): Login {
  const path = join(dir, "credentials.json");
  const kept: Record<string, Partial<Login>> = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  const password = kept[credentialName]?.password ?? randomBytes(18).toString("base64url");
  return { user: "console", password };
}

/** Writes pool.yaml, credentials.json and accounts.json. */
export function writePoolFiles(options: PoolFileOptions, login: Login): void {
  const { dir } = options;
  writeWhole(join(dir, "pool.yaml"), stringify(labPool(options)));
  writeWhole(join(dir, "credentials.json"), `${JSON.stringify({ [credentialName]: login }, null, 2)}\n`, 0o600);
  writeWhole(join(dir, "accounts.json"), `${JSON.stringify(accounts, null, 2)}\n`, 0o600);
}

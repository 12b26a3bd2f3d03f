import type { SiteKey } from "./state.ts";

export type Place = {
  readonly name: string;
  readonly host: string;
  readonly duty: "home A" | "home B" | "other A" | "other B" | "home witness";
  readonly site: SiteKey;
  readonly portOffset: number;
};

export const places: readonly Place[] = [
  { name: "sqlmi01\\PCHAT", host: "sqlmi01", duty: "home A", site: "home", portOffset: 0 },
  { name: "sqlmi02\\PCHAT", host: "sqlmi02", duty: "home B", site: "home", portOffset: 1 },
  { name: "sqlto01\\PCHAT", host: "sqlto01", duty: "other A", site: "other", portOffset: 2 },
  { name: "sqlto02\\PCHAT", host: "sqlto02", duty: "other B", site: "other", portOffset: 3 },
  { name: "sqlmi03\\PCHAT", host: "sqlmi03", duty: "home witness", site: "home", portOffset: 4 },
];
/** Only home has one: it holds no database of its own. */
export const witness = { name: "sqlmi03\\PCHAT", site: "home", address: "TCP://sqlmi03.contoso.local:5022" } as const;

export const homeServers: readonly string[] = [1, 2, 3, 4].map((n) => `pchat0${n}.contoso.local`);
export const otherServers: readonly string[] = [5, 6, 7, 8].map((n) => `pchat0${n}.contoso.local`);
export const chatServers: readonly { readonly fqdn: string; readonly site: SiteKey }[] = [
  ...homeServers.map((fqdn) => ({ fqdn, site: "home" as const })),
  ...otherServers.map((fqdn) => ({ fqdn, site: "other" as const })),
];

export const folders = {
  backupShare: "\\\\fsto01\\LogShip\\mgc",
  copyFolder: "D:\\LogShip\\mgc",
  mirrorShare: "\\\\fsto01\\Mirror",
  newLogBackups: "\\\\fsto01\\NewLogs\\mgc",
} as const;

/** The share's own server stands partly outside both sites: LogShip survives, the rest goes with the other site. */
export function shareSite(path: string): SiteKey | "third" {
  return path.toLowerCase().startsWith("\\\\fsto01\\logship") ? "third" : "other";
}

export function endpointAddress(instance: string): string {
  return `TCP://${(instance.split("\\")[0] ?? instance).toLowerCase()}.contoso.local:5022`;
}

export function instanceAtEndpoint(address: string): string | null {
  const wanted = address.toLowerCase();
  return places.map((place) => place.name).find((name) => endpointAddress(name).toLowerCase() === wanted) ?? null;
}

import type { Draft, DraftInstance } from "./draft.ts";

const noFolder = { asServer: "", asConsole: "", hostedIn: "" };
/** No next hop, no domain controller. */
export const noPlace = { name: "", host: "", port: "" };

/** Nothing is known yet. */
export const emptyDraft: Draft = {
  fqdn: "",
  product: "",
  sites: { home: "", other: "" },
  consoleStandsIn: "",
  targets: { recoveryPointSeconds: "", recoveryTimeSeconds: "" },
  instances: [],
  folders: { backupShare: noFolder, copyFolder: noFolder, mirrorShare: noFolder, newLogBackups: noFolder },
  chatServers: [],
  nextHop: noPlace,
  domainControllers: [],
  shell: "",
  rest: {},
  found: {},
};

/** An instance of which nothing is known but what is given. */
export function blankInstance(known: Partial<DraftInstance>): DraftInstance {
  return {
    name: "",
    site: "",
    duties: "",
    host: "",
    port: "",
    credential: "",
    chainCredential: "",
    operateCredential: "",
    encrypt: true,
    trustServerCertificate: false,
    ...known,
  };
}

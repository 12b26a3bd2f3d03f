"use client";

import { useTranslations } from "next-intl";
import { useSetup } from "./setup-state.ts";

/** What the fields of each kind of value are called; the last part of a path. */
const labels = {
  fqdn: "fqdnOf",
  name: "instance",
  duties: "duty",
  site: "site",
  host: "host",
  port: "port",
  credential: "login",
  chainCredential: "chainLogin",
  operateCredential: "operateLogin",
  asServer: "asServer",
  asConsole: "asConsole",
  hostedIn: "hostedIn",
} as const;
const wholes = {
  fqdn: "fqdn",
  product: "product",
  "sites.home": "home",
  "sites.other": "other",
  consoleStandsIn: "consoleStandsIn",
  "targets.recoveryPointSeconds": "recoveryPoint",
  "targets.recoveryTimeSeconds": "recoveryTime",
  shell: "shell",
} as const;

const has = <T extends object>(of: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(of, key);

/** What a value is called on this page: "sqlmi02\\PCHAT, Port" of "instances.1.port"; a path that no field has stays as it is. */
export function usePathName(): (path: string) => string {
  const t = useTranslations("setup.fields");
  const sections = useTranslations("setup.sections");
  const folders = useTranslations("setup.folders");
  const { draft } = useSetup();
  const groupOf = (list: string, at: string): string | null => {
    const place = Number(at);
    const number = place + 1;
    if (list === "instances") return draft.instances[place]?.name || sections("instance", { number });
    if (list === "chatServers") return draft.chatServers[place]?.fqdn || sections("chatServer", { number });
    if (list === "domainControllers") return draft.domainControllers[place]?.name || sections("controller", { number });
    if (list === "folders" && has(draft.folders, at)) return folders(at);
    return list === "nextHop" ? sections("nextHop") : null;
  };
  return (path) => {
    if (has(wholes, path)) return t(wholes[path]);
    const parts = path.split(".");
    const last = parts.at(-1) ?? "";
    const group = groupOf(parts[0] ?? "", parts[1] ?? "");
    if (group === null) return path;
    return has(labels, last)
      ? `${group}, ${t(parts[0] === "instances" || last !== "name" ? labels[last] : "fqdnOf")}`
      : group;
  };
}

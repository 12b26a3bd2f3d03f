import { z } from "zod";
import { emptyDraft, noPlace } from "./blank-draft.ts";
import { type Pool, poolSchema } from "./pool.ts";
import { poolProblems } from "./rules.ts";
import { valueAt } from "./set-at.ts";

const text = z.string().max(500);
const place = z.object({ name: text, host: text, port: text });
const folder = z.object({ asServer: text, asConsole: text, hostedIn: text });
const instance = z.object({
  name: text,
  site: text,
  /** As the pool file has them, with commas. */
  duties: text,
  host: text,
  port: text,
  credential: text,
  /** Empty: the same login as above. */
  chainCredential: text,
  operateCredential: text,
  encrypt: z.boolean(),
  trustServerCertificate: z.boolean(),
});

/** A pool while somebody fills it in: the pool file's shape, every value a text, empty = not known yet. */
export const draftSchema = z.object({
  fqdn: text,
  product: text,
  sites: z.object({ home: text, other: text }),
  consoleStandsIn: text,
  targets: z.object({ recoveryPointSeconds: text, recoveryTimeSeconds: text }),
  instances: z.array(instance).max(20),
  folders: z.object({ backupShare: folder, copyFolder: folder, mirrorShare: folder, newLogBackups: folder }),
  chatServers: z.array(z.object({ fqdn: text, site: text })).max(20),
  nextHop: place,
  domainControllers: z.array(place).max(10),
  /** The management shell as JSON: ["program", "argument"]. */
  shell: z.string().max(2_000),
  /** What the page does not show: it stays as the pool file had it. */
  rest: z.record(z.string(), z.unknown()),
  /** Path of a value → where it was found, and as what: "msdb.dbo.log_shipping_secondary on sqlto01\PCHAT". */
  found: z.record(z.string(), z.array(z.string())),
});

export type Draft = z.infer<typeof draftSchema>;
export type DraftInstance = Draft["instances"][number];

/** A saved pool as it is filled in. Pure. */
export function draftOf(pool: Pool): Draft {
  const {
    fqdn,
    product,
    sites,
    consoleStandsIn,
    targets,
    instances,
    folders,
    chatServers,
    nextHop,
    domainControllers,
  } = pool;
  const { managementShell, ...other } = pool;
  const shown = new Set<string>(Object.keys(emptyDraft));
  const asTexts = (place: { name: string; host: string; port: number } | undefined) =>
    place === undefined ? noPlace : { ...place, port: String(place.port) };
  return {
    fqdn,
    product,
    sites,
    consoleStandsIn,
    targets: {
      recoveryPointSeconds: String(targets.recoveryPointSeconds),
      recoveryTimeSeconds: String(targets.recoveryTimeSeconds),
    },
    instances: instances.map(({ credential, duties, port, ...each }) => ({
      ...each,
      port: String(port),
      duties: duties.join(", "),
      credential: typeof credential === "string" ? credential : credential.watch,
      chainCredential: typeof credential === "string" ? "" : credential.chain,
      operateCredential: typeof credential === "string" ? "" : credential.operate,
    })),
    folders,
    chatServers,
    nextHop: asTexts(nextHop),
    domainControllers: (domainControllers ?? []).map(asTexts),
    shell: JSON.stringify([managementShell.executable, ...managementShell.arguments]),
    rest: {
      ...Object.fromEntries(Object.entries(other).filter(([key]) => !shown.has(key))),
      drillEveryDays: targets.drillEveryDays,
    },
    found: {},
  };
}

export type DraftProblem = { readonly path: string; readonly kind: "needed" | "wrong"; readonly rule: string };

/** The pool that a draft means, or all that is missing and wrong, by path. Pure. */
export function poolOfDraft(draft: Draft): { readonly pool: Pool | null; readonly problems: readonly DraftProblem[] } {
  const given = asPoolFile(draft);
  const parsed = poolSchema.safeParse(given);
  if (parsed.success) {
    const broken = poolProblems(parsed.data);
    if (broken.length === 0) return { pool: parsed.data, problems: [] };
    return { pool: null, problems: broken.map((p) => ({ path: p.path.join("."), kind: "wrong", rule: p.rule })) };
  }
  const problems = parsed.error.issues.map((issue): DraftProblem => {
    const isThere = valueAt(given, issue.path) !== undefined;
    return { path: issue.path.join("."), kind: isThere ? "wrong" : "needed", rule: issue.message };
  });
  return { pool: null, problems };
}

function asPoolFile(draft: Draft): Record<string, unknown> {
  const { rest, found: _, shell, nextHop, domainControllers, targets, instances, ...plain } = draft;
  const { drillEveryDays, ...others } = rest;
  const [executable, ...words] = shell === "" ? [] : z.array(z.string()).catch([]).parse(JSON.parse(shell));
  const isEmpty = (place: { name: string; host: string }) => place.name === "" && place.host === "";
  const controllers = domainControllers.filter((each) => !isEmpty(each));
  return {
    ...others,
    ...withoutBlanks(plain),
    targets: {
      recoveryPointSeconds: whole(targets.recoveryPointSeconds),
      recoveryTimeSeconds: whole(targets.recoveryTimeSeconds),
      ...(drillEveryDays === undefined ? {} : { drillEveryDays }),
    },
    instances: instances.map(({ chainCredential, operateCredential, credential, duties, port, ...each }) => ({
      ...withoutBlanks(each),
      port: whole(port),
      duties: duties
        .split(",")
        .map((duty) => duty.trim())
        .filter((duty) => duty !== ""),
      credential:
        chainCredential === "" && operateCredential === ""
          ? blank(credential)
          : { watch: credential, chain: chainCredential || credential, operate: operateCredential || credential },
    })),
    ...(isEmpty(nextHop) ? {} : { nextHop: { ...withoutBlanks(nextHop), port: whole(nextHop.port) } }),
    ...(controllers.length === 0
      ? {}
      : { domainControllers: controllers.map((each) => ({ ...withoutBlanks(each), port: whole(each.port) })) }),
    managementShell: executable === undefined ? undefined : { executable, arguments: words },
  };
}

const blank = (value: string) => (value.trim() === "" ? undefined : value.trim());

function whole(value: string): unknown {
  const trimmed = blank(value);
  return trimmed !== undefined && /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : trimmed;
}

function withoutBlanks<T extends object>(value: T): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      typeof each === "string"
        ? blank(each)
        : Array.isArray(each)
          ? each.map(withoutBlanks)
          : typeof each === "object" && each !== null
            ? withoutBlanks(each)
            : each,
    ]),
  );
}

import { z } from "zod";
import { approvalsSchema } from "./approvals.ts";
import { logShippingSchema } from "./log-shipping.ts";
import { mailSchema } from "./mail.ts";
import { retentionSchema } from "./retention.ts";

const name = z.string().min(1).max(128);
const fqdn = z
  .string()
  .min(3)
  .max(255)
  .regex(/^[A-Za-z0-9.-]+$/, "letters, digits, dots and hyphens only");

/** Planned places of an instance. What the engine says now is its role, and is read, never configured. */
export const duties = ["home A", "home B", "other A", "other B", "home witness", "other witness", "monitor"] as const;
export type Duty = (typeof duties)[number];

/** Which of the two sites. `home` is where the pool normally lives. */
export const siteKeys = ["home", "other"] as const;
export type SiteKey = (typeof siteKeys)[number];

const instance = z
  .object({
    /** The name as SQL Server gives it in @@SERVERNAME. */
    name: z
      .string()
      .min(1)
      .max(128)
      .regex(/^[^\s'"\];]+$/, "no blanks, quotes, brackets or semicolons"),
    site: z.enum(siteKeys),
    duties: z.array(z.enum(duties)).min(1),
    host: z.string().min(1),
    port: z.number().int().min(1).max(65535),
    /** Name of a credential in the credentials file, or one for each use (docs/health.md, Rights); the pool file never holds one. */
    credential: z.union([name, z.object({ watch: name, chain: name, operate: name }).strict()]),
    encrypt: z.boolean().default(true),
    trustServerCertificate: z.boolean().default(false),
  })
  .strict();

const folder = z
  .object({
    /** What SQL Server is told (win32 text). */
    asServer: z.string().min(1).max(260),
    /** What the console opens. No code turns one into the other. */
    asConsole: z.string().min(1),
    hostedIn: z.enum(["home", "other", "third"]),
  })
  .strict();

const chatServer = z.object({ fqdn, site: z.enum(siteKeys) }).strict();

const port = (usual: number) => z.number().int().min(1).max(65535).default(usual);

/** Asked by TCP before a failover; `name` is how the topology calls it, `host` where the console connects. */
const nextHop = z.object({ name: fqdn, host: z.string().min(1), port: port(5061) }).strict();
/** Where files of rooms lie: the server that the topology names as FileStore. Asked by TCP, like the next hop. */
const fileStore = z
  .object({ name: fqdn, host: z.string().min(1), port: port(445), hostedIn: z.enum(["home", "other", "third"]) })
  .strict();
const domainController = z.object({ name: fqdn, host: z.string().min(1), port: port(389) }).strict();

export const poolSchema = z
  .object({
    fqdn,
    product: z.enum(["Lync", "SkypeForBusiness"]),
    sites: z.object({ home: name, other: name }).strict(),
    instances: z.array(instance).min(2),
    folders: z.object({ backupShare: folder, copyFolder: folder, mirrorShare: folder, newLogBackups: folder }).strict(),
    chatServers: z.array(chatServer).min(1).max(8, "a pool has at most eight chat servers"),
    /** Servers to activate in the other site, at most four. Empty: all of that site. */
    activeInOther: z.array(fqdn).max(4, "at most four servers are active at a time").default([]),
    activeInHome: z.array(fqdn).max(4, "at most four servers are active at a time").default([]),
    /** Left out unless the installation needs one (trap T2). */
    activeListIdentity: name.optional(),
    managementShell: z.object({ executable: z.string().min(1), arguments: z.array(z.string()).default([]) }).strict(),
    /** The Front End pool that routes for the chat pool. Left out: whether it lives stays unknown. */
    nextHop: nextHop.optional(),
    /** Left out: whether files of rooms outlive home stays unknown. */
    fileStore: fileStore.optional(),
    /** Domain controllers that the surviving site would use. Left out: whether one lives stays unknown. */
    domainControllers: z.array(domainController).min(1).optional(),
    testUsers: z
      .object({
        sender: name,
        receiver: name,
        registrar: fqdn,
        chatRoomUri: z.string().optional(),
        /** A test message is written into that room once a day, and looked for on a recovered copy (docs/health.md). */
        dailyMarker: z.boolean().default(false),
      })
      .strict()
      .refine((users) => !users.dailyMarker || users.chatRoomUri !== undefined, "a daily marker needs a chatRoomUri")
      .optional(),
    targets: z
      .object({
        recoveryPointSeconds: z.number().int().positive(),
        recoveryTimeSeconds: z.number().int().positive(),
        /** Days after which a drill is overdue; a failover that was needed counts as one. */
        drillEveryDays: z.number().int().positive().default(180),
      })
      .strict(),
    /** For a failback, what no capture holds. Left out: such a failback is not started. */
    logShipping: logShippingSchema.optional(),
    /** Who must approve what. Left out: nothing needs approval. */
    approvals: approvalsSchema.optional(),
    /** How long records are kept. Left out: for ever. */
    retention: retentionSchema.optional(),
    /** Who takes mails. Left out: nobody is told by mail. */
    mail: mailSchema.optional(),
    /** Where this console and its audit database stand: never in home. */
    consoleStandsIn: z.enum(["home", "other", "third"]),
  })
  .strict();

export type Pool = z.infer<typeof poolSchema>;
export type Instance = Pool["instances"][number];
export type ChatServer = Pool["chatServers"][number];
export type FolderId = keyof Pool["folders"];

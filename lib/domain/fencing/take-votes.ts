import { readSessions } from "#lib/domain/commands/observations.ts";
import type { FileEntry, Ports } from "#lib/domain/ports.ts";
import { readServices } from "#lib/domain/steps/failback/read-service.ts";
import { attestationLifeMs, readOpposite } from "#lib/domain/steps/shared-checks.ts";
import type { Duty, Instance, Pool } from "#lib/domain/topology/pool.ts";
import type { Vote, Witness } from "./vote.ts";

type Looks = { readonly ports: Ports; readonly pool: Pool; readonly instances: readonly string[] };
type Said = Pick<Vote, "says" | "answer">;

/** How long one vote may take: the question to a person waits for the slowest. Milliseconds. */
const patienceMs = 5_000;
const connectMs = 3_000;

/**
 * Looks at each instance of the opposite side, and at the chat servers of its site, in every way there is; at once, and each on its own.
 * Only reads; never throws: what does not answer in five seconds says so. Safe to call twice.
 */
export async function takeVotes(looks: Looks): Promise<readonly Vote[]> {
  const { pool, instances } = looks;
  const asked = instances.flatMap((name) => pool.instances.filter((i) => i.name === name));
  const sites = new Set(asked.map((i) => i.site));
  const servers = pool.chatServers.filter((s) => sites.has(s.site));
  const newest = newestOnShare(looks);
  return Promise.all([
    ...asked.flatMap((instance) => [
      vote(looks, { subject: instance.name, witness: "tcp", how: `TCP to ${instance.host}:${instance.port}` }, () =>
        byTcp(looks, instance),
      ),
      vote(looks, { subject: instance.name, witness: "login", how: "sys.databases, sys.database_mirroring" }, () =>
        byLogin(looks, instance.name),
      ),
      vote(looks, { subject: instance.name, witness: "sessions", how: "master.dbo.sysprocesses" }, () =>
        bySessions(looks, instance.name),
      ),
      vote(looks, { subject: instance.name, witness: "last-write", how: pool.folders.backupShare.asServer }, async () =>
        byLastWrite(looks, instance.name, await newest),
      ),
    ]),
    ...servers.map(({ fqdn }) =>
      vote(looks, { subject: fqdn, witness: "chat-services", how: "Get-CsWindowsService" }, () =>
        byServices(looks, fqdn),
      ),
    ),
  ]);
}

type About = { readonly subject: string; readonly witness: Witness; readonly how: string };

async function vote({ ports: { clock } }: Looks, about: About, look: () => Promise<Said>): Promise<Vote> {
  const over = new AbortController();
  const tooLong = clock
    .sleep(patienceMs, over.signal)
    .catch(() => undefined)
    .then((): Said => ({ says: "no-proof", answer: `no answer within ${patienceMs / 1_000} s` }));
  const said = await Promise.race([look().catch(silence), tooLong]);
  over.abort();
  return { ...about, ...said, at: clock.now().toISOString() };
}

const silence = (e: unknown): Said => ({ says: "no-proof", answer: e instanceof Error ? e.message : String(e) });

async function byTcp({ ports: { net } }: Looks, { host, port }: Instance): Promise<Said> {
  const ms = await net.connect(host, port, connectMs);
  return { says: "lives", answer: `connection accepted after ${ms} ms` };
}

const saidByLogin = {
  writable: "may-write",
  "proven-not-writable": "cannot-write",
  "answers-unproven": "lives",
  unreachable: "no-proof",
} as const;

async function byLogin({ ports }: Looks, instance: string): Promise<Said> {
  const [seen] = await readOpposite({ ports, plan: { opposite: [instance] } });
  return { says: saidByLogin[seen?.verdict ?? "unreachable"], answer: seen?.detail ?? "" };
}

async function bySessions({ ports: { sql } }: Looks, instance: string): Promise<Said> {
  const sessions = await readSessions(sql, instance, "mgc");
  const from = [...new Set(sessions.map((s) => s.host ?? "?"))].join(", ");
  return sessions.length === 0
    ? { says: "no-proof", answer: "no session in mgc at this moment" }
    : { says: "lives", answer: `${sessions.length} in mgc, from ${from}` };
}

const holdsCopy = (duty: Duty) => / [AB]$/.test(duty);

type Newest = { readonly file: FileEntry; readonly writer: string };

/** The newest log backup on the share and which instance wrote it, by its header as a living instance of the pool reads it. */
async function newestOnShare({ ports, pool, instances }: Looks): Promise<Newest | Error> {
  try {
    const files = (await ports.files.list("backupShare")).filter((f) => /\.trn$/i.test(f.name) && f.sizeBytes > 0n);
    const file = files.reduce<FileEntry | null>((a, b) => (a === null || b.modifiedAt > a.modifiedAt ? b : a), null);
    if (file === null) return new Error("no log backup lies there");
    const path = `${pool.folders.backupShare.asServer.replace(/\\+$/, "")}\\${file.name}`;
    const readers = pool.instances.filter((i) => !instances.includes(i.name) && i.duties.some(holdsCopy));
    const headers = await Promise.any(readers.map((i) => ports.sql.readHeaders(i.name, path))).catch(() => []);
    return { file, writer: headers[0]?.serverName ?? "" };
  } catch (e) {
    return e instanceof Error ? e : new Error(String(e));
  }
}

function byLastWrite({ ports }: Looks, instance: string, newest: Newest | Error): Said {
  if (newest instanceof Error) return silence(newest);
  const { file, writer } = newest;
  const when = `${file.name}, ${file.modifiedAt}`;
  if (writer === "") return { says: "no-proof", answer: `${when}; who wrote it could not be read` };
  if (writer.toLowerCase() !== instance.toLowerCase())
    return { says: "no-proof", answer: `the newest is ${writer}'s: ${when}` };
  const ageMs = ports.clock.now().getTime() - Date.parse(file.modifiedAt);
  return { says: ageMs < attestationLifeMs ? "lives" : "no-proof", answer: `it wrote ${when}` };
}

async function byServices({ ports: { shell } }: Looks, server: string): Promise<Said> {
  const services = await readServices(shell, server);
  const running = services.filter((s) => s.status !== "Stopped");
  const answer = services.map((s) => `${s.service} ${s.status}`).join(", ");
  if (services.length === 0) return { says: "no-proof", answer: "no chat service is known there" };
  return { says: running.length > 0 ? "lives" : "cannot-write", answer };
}

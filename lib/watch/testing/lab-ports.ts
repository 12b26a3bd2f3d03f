import { execute } from "#lab/sql-server/sql/execute.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { folders } from "#lab/world/places.ts";
import type { startWorld } from "#lab/world/world-fixture.ts";
import { headerQuery, headerRow } from "#lib/adapters/sql/header-query.ts";
import { AppError, StepError } from "#lib/domain/errors.ts";
import type { ClockPort, Ports } from "#lib/domain/ports.ts";
import type { FolderId } from "#lib/domain/topology/pool.ts";

type Lab = ReturnType<typeof startWorld>;

const none = { effect: "none" } as const;

/** What a driver would have said of an instance in this state, in the time it would have taken. */
async function knock(instance: InstanceWorld | null, clock: ClockPort, deadlineMs = 10_000): Promise<InstanceWorld> {
  if (instance === null) throw new AppError("internal", "the lab has no such instance");
  if (!instance.up) throw new StepError("unreachable", `${instance.name} refuses the connection`, none);
  if (instance.blackHoled) {
    await clock.sleep(deadlineMs);
    throw new StepError("unreachable", `${instance.name} does not answer within ${deadlineMs / 1_000} s`, none);
  }
  if (instance.world.faults.has(`encrypts-login-only:${instance.name}`))
    throw new StepError("unreachable", `${instance.name} does not encrypt what it is asked to`, none);
  const refused = (number: number, message: string) =>
    new StepError("remote", `read on ${instance.name}: ${message}`, { ...none, causes: [{ number, message }] });
  if (instance.refusingLogins) throw refused(18_456, "Login failed for user 'console'.");
  if (instance.paused) throw refused(17_142, "SQL Server service has been paused.");
  if (instance.world.faults.has(`database-refused:${instance.name}`)) throw refused(4_060, "Cannot open database.");
  if (instance.delayMs > 0) await clock.sleep(instance.delayMs);
  return instance;
}

type Row = Readonly<Record<string, unknown>>;

type Asked = {
  readonly text: string;
  readonly parameters: Readonly<Record<string, string | number | null>>;
  readonly login?: string;
};

async function query(instance: InstanceWorld, { text, parameters: given, login = "console" }: Asked) {
  const open = instance.openSession({
    login,
    hostName: "CONSOLE",
    programName: "persistent-chat-console",
    database: "master",
  });
  const parameters = Object.entries(given).map(([name, value]) => ({
    name: `@${name}`,
    type: { name: "nvarchar", length: 4_000 } as const,
    value: value === null ? null : String(value),
    output: false,
  }));
  let names: readonly string[] = [];
  let rows: Row[] = [];
  try {
    for await (const event of execute(instance.catalog, open.session, text, parameters)) {
      if (event.kind === "columns") [names, rows] = [event.columns.map(({ name }) => name), []];
      if (event.kind === "row") rows.push(Object.fromEntries(names.map((name, i) => [name, plain(event.values[i])])));
      if (event.kind !== "error") continue;
      const { number, message } = event.error;
      throw new StepError("remote", `read on ${instance.name}: ${message}`, { ...none, causes: [{ number, message }] });
    }
  } finally {
    open.end();
  }
  return rows;
}

// As the driver gives them: whole numbers beyond 2^53 come as text.
const plain = (value: unknown) => (typeof value === "bigint" ? value.toString() : value);

/** Who reads, and who reads headers; default: the one login for all. */
export type Logins = { readonly watch?: string; readonly chain?: string };

/** For tests: the lab as the console's ports reach it, in the time that each answer would take. */
export function labPorts(
  lab: Lab,
  clock: ClockPort,
  { asServer, logins }: { readonly asServer: (id: FolderId) => string; readonly logins: Logins },
): Ports {
  const { world } = lab;
  const refuse = () => Promise.reject(new AppError("internal", "not part of this bench"));
  const whileHanging = async (path: string) => {
    if (!world.faults.has("share-hanging") || !path.toLowerCase().startsWith(folders.backupShare.toLowerCase())) return;
    await clock.sleep(10_000);
    throw new StepError("unreachable", `${path} does not answer within 10 s`, none);
  };
  let ids = 0;
  return {
    clock,
    ids: { newId: () => `id-${++ids}` },
    sql: {
      execute: refuse,
      quiet: refuse,
      read: async ({ target, text, parameters, deadlineMs }, row) => {
        const instance = await knock(world.instance(target), clock, deadlineMs);
        return (await query(instance, { text, parameters: parameters ?? {}, login: logins.watch ?? "console" })).map(
          (each) => row.parse(each),
        );
      },
      readHeaders: async (target, path) => {
        const instance = await knock(world.instance(target), clock);
        await whileHanging(path);
        const version = `${instance.catalog.version().join(".")}.0`;
        return (
          await query(instance, {
            text: headerQuery(version),
            parameters: { file: path },
            login: logins.chain ?? "console",
          })
        ).map((each) => headerRow.parse(each));
      },
    },
    net: {
      connect: async (host, port) => {
        const isGone = host === "file-store" && world.faults.has("file-store-gone");
        if (world.siteUp.other && !isGone) return 2;
        throw new StepError("unreachable", `${host}:${port} does not accept a connection`, none);
      },
    },
    shell: {
      quiet: refuse,
      end: refuse,
      invoke: async ({ text, parameters }) => {
        if (world.faults.has(`cmdlet-hang:${text}`)) {
          await clock.sleep(20_000);
          throw new StepError("unreachable", `${text} did not answer within 20 s`, { effect: "unknown" });
        }
        const reply = await world.lync.answer({ module: "SkypeForBusiness", cmdlet: text, parameters });
        if (reply.kind === "died") throw new StepError("remote", `${text}: the shell died`, { effect: "unknown" });
        if (reply.error !== null) {
          const { message, errorId, category } = reply.error;
          throw new StepError("remote", `${text}: ${message}`, {
            ...none,
            causes: [{ errorId, message }],
            data: { category },
          });
        }
        return reply.output;
      },
    },
    files: {
      copy: refuse,
      setAside: refuse,
      find: refuse,
      list: async (id) => {
        const path = asServer(id as FolderId);
        await whileHanging(path);
        try {
          return world.disk.list({ host: "sqlto01", path }).map(({ name, sizeBytes, modifiedAtMs }) => ({
            name,
            sizeBytes: BigInt(sizeBytes),
            modifiedAt: new Date(modifiedAtMs).toISOString(),
          }));
        } catch (error) {
          throw new StepError("unreachable", `list ${path}: ${String(error)}`, none);
        }
      },
    },
  };
}

import { z } from "zod";
import { serverPingRow, serverPingsQuery } from "#lib/domain/commands/queries/chat-rooms.ts";
import { getServiceStart } from "#lib/domain/commands/services.ts";
import { StepError } from "#lib/domain/errors.ts";
import { type Standing, standing } from "#lib/domain/health/readings.ts";
import type { ShellPort } from "#lib/domain/ports.ts";
import type { Reading } from "#lib/domain/views/overview-view.ts";
import { neverRead, readFailed, readNow } from "#lib/watch/loop.ts";
import { hostOf } from "#lib/watch/overview.ts";
import { readChatWindowsService, readReplicas } from "#lib/watch/read-lync.ts";
import { liveInstance, type Source, type SourceContext } from "#lib/watch/source.ts";

const startTypeEvery = 3;

/** State and start-up type of the chat services. One server after the other: the shell is one process, and a slow server must not fill its queue. */
export function windowsServicesSource(ctx: SourceContext): Source {
  const put = (key: "serviceStates" | "serviceStarts", fqdn: string, next: (old: Reading<string>) => Reading<string>) =>
    ctx.change((seen) => ({ [key]: { ...seen[key], [fqdn]: next(seen[key][fqdn] ?? neverRead) } }));
  const failed = (error: unknown) => {
    for (const { fqdn } of ctx.pool.chatServers)
      for (const key of ["serviceStates", "serviceStarts"] as const) put(key, fqdn, (old) => readFailed(old, error));
  };
  // Whether home is fenced shows in these: while it is back, nobody waits for it.
  const next = () => (ctx.seen().homeReturn === null ? undefined : ctx.intervals.lync);
  let turns = 0;
  return {
    name: "windows services",
    intervalMs: ctx.intervals.windowsService,
    deadlineMs: 25_000 * ctx.pool.chatServers.length,
    failed,
    work: async () => {
      const names = new Map<string, string>();
      for (const { fqdn } of ctx.pool.chatServers) {
        const [state] = await Promise.allSettled([readChatWindowsService(ctx.ports.shell, fqdn)]);
        if (state.status === "fulfilled") names.set(fqdn, state.value.name);
        put("serviceStates", fqdn, (old) =>
          state.status === "fulfilled" ? readNow(ctx.ports.clock, state.value.status) : readFailed(old, state.reason),
        );
      }
      // How a service starts seldom changes: asked every third turn, after all states are known, so that it delays none of them.
      turns += 1;
      if (turns % startTypeEvery !== 1) return next();
      for (const { fqdn } of ctx.pool.chatServers) {
        const [start] = await Promise.allSettled([readStart(ctx.ports.shell, fqdn, names.get(fqdn))]);
        put("serviceStarts", fqdn, (old) =>
          start.status === "fulfilled" ? readNow(ctx.ports.clock, start.value) : readFailed(old, start.reason),
        );
      }
      return next();
    },
  };
}

const startRow = z.object({ StartType: z.union([z.string(), z.number()]).transform(String).nullish() });

async function readStart(shell: ShellPort, fqdn: string, name: string | undefined): Promise<string> {
  // A server that has just not answered is not asked a second time.
  if (name === undefined)
    throw new StepError("unreachable", `${fqdn} has not named its chat service`, { effect: "none" });
  const [row] = z.array(startRow).parse(await shell.invoke(getServiceStart(fqdn, name)));
  if (row?.StartType) return row.StartType;
  throw new StepError("remote", `Get-Service on ${fqdn} does not say how ${name} starts`, { effect: "none" });
}

/** Replicas: whether each is up to date, and since when its report has been the same one. */
export function replicasSource(ctx: SourceContext): Source {
  return {
    name: "replicas",
    intervalMs: ctx.intervals.lync,
    failed: (error) =>
      ctx.change((seen) => ({
        replicas: readFailed(seen.replicas, error),
        replicaReports: readFailed(seen.replicaReports, error),
      })),
    work: async () => {
      const rows = await readReplicas(ctx.ports.shell);
      const now = ctx.ports.clock.now().toISOString();
      const reports = rows.flatMap(({ fqdn, report }) => (report === null ? [] : [{ fqdn, text: report }]));
      ctx.change((seen) => ({
        replicas: readNow(ctx.ports.clock, Object.fromEntries(rows.map((each) => [each.fqdn, each.isUpToDate]))),
        replicaReports: readNow(ctx.ports.clock, standings(seen.replicaReports.value, reports, now)),
      }));
      return undefined;
    },
  };
}

/** What the serving copy's chat servers have written there. */
export function pingsSource(ctx: SourceContext): Source {
  const failed = (error: unknown) =>
    ctx.change((seen) => ({ pings: readFailed(seen.pings, error), pingTimes: readFailed(seen.pingTimes, error) }));
  return {
    name: "pings",
    intervalMs: ctx.intervals.lync,
    failed,
    work: async () => {
      try {
        const rows = await ctx.ports.sql.read(serverPingsQuery(liveInstance(ctx.seen())), serverPingRow);
        const pings = rows.flatMap(({ serverAddress, lastPing }) =>
          lastPing === null ? [] : [{ address: serverAddress, at: lastPing }],
        );
        const now = ctx.ports.clock.now().toISOString();
        const texts = pings.map(({ address, at }) => ({ fqdn: hostOf(address), text: at }));
        ctx.change((seen) => ({
          pings: readNow(ctx.ports.clock, pings),
          pingTimes: readNow(ctx.ports.clock, standings(seen.pingTimes.value, texts, now)),
        }));
        return undefined;
      } catch (error) {
        failed(error);
        return ctx.intervals.instance;
      }
    },
  };
}

type Standings = Readonly<Record<string, Standing<string>>>;

function standings(
  before: Standings | null,
  rows: readonly { readonly fqdn: string; readonly text: string }[],
  now: string,
): Standings {
  return Object.fromEntries(rows.map(({ fqdn, text }) => [fqdn, standing(before?.[fqdn], text, now)]));
}

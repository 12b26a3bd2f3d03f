import {
  believed,
  type Check,
  type CheckContext,
  type CheckState,
  type Judgement,
  judged,
  secondsSince,
} from "#lib/domain/health/check.ts";
import type { ChatServer } from "#lib/domain/topology/pool.ts";
import { every, servingSite } from "./pool-parts.ts";

const base = { family: "chat-servers", cost: "cmdlet", threshold: null } as const;
const pingSeconds = 180;
const reportSeconds = 900;
/** Neither cmdlet, table nor counter is documented that says how many users are connected (persistent-chat.md): that is said. */
const noSource = "not available: no documented source";

/** The chat servers. Source: persistent-chat.md B.3, C.10, D.1; dba-notes 19 (a disabled service does not start by itself). */
export const chatServerChecks: readonly Check[] = [
  {
    ...base,
    id: "chat-service",
    everySeconds: every.service,
    needed: ["failover", "switchover"],
    judge: (ctx) =>
      each(ctx, (server) => {
        const seen = believed(ctx, ctx.seen.serviceStates[server.fqdn], {
          target: server.fqdn,
          everySeconds: every.service,
        });
        if ("unknown" in seen) return seen.unknown;
        const isIdle = server.site !== servingSite(ctx);
        const state: CheckState = seen.value === "Running" ? "good" : isIdle ? "warning" : "bad";
        const role = isIdle ? "idle" : "serving site";
        return judged(server.fqdn, state, { service: seen.value, role, "connected users": noSource }, seen.at);
      }),
  },
  {
    ...base,
    id: "chat-start-type",
    everySeconds: every.startType,
    needed: [],
    judge: (ctx) =>
      each(ctx, ({ fqdn }) => {
        const seen = believed(ctx, ctx.seen.serviceStarts[fqdn], { target: fqdn, everySeconds: every.startType });
        if ("unknown" in seen) return seen.unknown;
        const state: CheckState = seen.value === "Disabled" ? "bad" : seen.value === "Automatic" ? "good" : "warning";
        return judged(fqdn, state, { starts: seen.value }, seen.at);
      }),
  },
  {
    ...base,
    id: "chat-replica",
    everySeconds: every.lync,
    needed: ["failover", "switchover", "failback"],
    judge: (ctx) => {
      const seen = believed(ctx, ctx.seen.replicas, { target: null, everySeconds: every.lync });
      if ("unknown" in seen) return [seen.unknown];
      return each(ctx, ({ fqdn }) => {
        const isUpToDate = seen.value[fqdn.toLowerCase()];
        if (isUpToDate === undefined) return judged(fqdn, "bad", { replica: "not among the replicas" }, seen.at);
        return judged(fqdn, isUpToDate ? "good" : "warning", { "up to date": isUpToDate ? "yes" : "no" }, seen.at);
      });
    },
  },
  {
    ...base,
    id: "chat-replica-reports",
    everySeconds: every.lync,
    needed: [],
    threshold: { value: reportSeconds, unit: "seconds" },
    judge: (ctx) =>
      moving(ctx, ctx.seen.replicaReports, { servers: ctx.pool.chatServers, limit: reportSeconds, none: "no report" }),
  },
  {
    ...base,
    id: "chat-ping",
    cost: "statement",
    everySeconds: every.lync,
    needed: [],
    threshold: { value: pingSeconds, unit: "seconds" },
    judge: (ctx) => {
      const active = (ctx.seen.activeServers.value ?? []).map((fqdn) => fqdn.toLowerCase());
      const servers = ctx.pool.chatServers.filter(({ fqdn }) => active.includes(fqdn.toLowerCase()));
      return moving(ctx, ctx.seen.pings, { servers, limit: pingSeconds, none: "never" });
    },
  },
];

const each = (ctx: CheckContext, judge: (server: ChatServer) => Judgement) => ctx.pool.chatServers.map(judge);

type Moving = { readonly servers: readonly ChatServer[]; readonly limit: number; readonly none: string };

/** Whether a time that a server writes goes on moving, by the console's clock: nobody's own clock is believed. */
function moving(ctx: CheckContext, reading: CheckContext["seen"]["pings"], of: Moving): readonly Judgement[] {
  const seen = believed(ctx, reading, { target: null, everySeconds: every.lync });
  if ("unknown" in seen) return [seen.unknown];
  return of.servers.map(({ fqdn }) => {
    const own = seen.value[fqdn.toLowerCase()];
    if (own === undefined) return judged(fqdn, "warning", { said: of.none }, seen.at);
    const since = secondsSince(ctx, own.since);
    return judged(
      fqdn,
      since > of.limit ? "warning" : "good",
      { said: own.value, "same for s": since, limit: of.limit },
      seen.at,
    );
  });
}

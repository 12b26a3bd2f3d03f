import { believed, type Check, judged } from "#lib/domain/health/check.ts";
import { every, servingSite } from "./pool-parts.ts";

const base = { family: "pool", cost: "cmdlet", everySeconds: every.lync, threshold: null } as const;

/** The pool's settings and its way for users. Source: persistent-chat.md C.1, C.6, C.9. */
export const poolChecks: readonly Check[] = [
  {
    ...base,
    id: "pool-state",
    needed: ["failover", "switchover", "failback", "mirror-failover"],
    judge: (ctx) => {
      const seen = believed(ctx, ctx.seen.poolState, { target: null, everySeconds: every.lync });
      if ("unknown" in seen) return [seen.unknown];
      const state = seen.value === "Normal" ? "good" : seen.value === "FailedOver" ? "warning" : "bad";
      return [judged(null, state, { "pool state": seen.value }, seen.at)];
    },
  },
  {
    ...base,
    id: "active-servers",
    needed: [],
    judge: (ctx) => {
      const seen = believed(ctx, ctx.seen.activeServers, { target: null, everySeconds: every.lync });
      if ("unknown" in seen) return [seen.unknown];
      const site = servingSite(ctx);
      const own = ctx.pool.chatServers.filter((each) => each.site === site).map(({ fqdn }) => fqdn.toLowerCase());
      const away = seen.value.filter((fqdn) => !own.includes(fqdn.toLowerCase()));
      const facts = {
        active: seen.value.join(", ") || "none",
        "serving site": ctx.pool.sites[site],
        elsewhere: away.join(", ") || "none",
      };
      return [judged(null, seen.value.length === 0 || away.length > 0 ? "bad" : "good", facts, seen.at)];
    },
  },
  {
    ...base,
    id: "management-store",
    needed: ["failover", "switchover", "failback"],
    judge: (ctx) => {
      const seen = believed(ctx, ctx.seen.managementStore, { target: null, everySeconds: every.lync });
      return ["unknown" in seen ? seen.unknown : judged(null, "good", { "active master": seen.value }, seen.at)];
    },
  },
  {
    ...base,
    id: "next-hop",
    cost: "listing",
    everySeconds: every.minute,
    needed: ["failover", "switchover"],
    judge: (ctx) => {
      const { nextHop } = ctx.pool;
      if (nextHop === undefined) return [judged(null, "warning", { why: "the pool file names no next hop" }, ctx.now)];
      const seen = believed(ctx, ctx.seen.nextHop, { target: nextHop.name, everySeconds: every.minute });
      if ("unknown" in seen) return [seen.unknown];
      return [
        judged(nextHop.name, "good", { port: nextHop.port, "accepted after": `${Math.round(seen.value)} ms` }, seen.at),
      ];
    },
  },
  {
    ...base,
    id: "file-store",
    cost: "listing",
    everySeconds: every.minute,
    needed: [],
    // A failover moves no files: what stands in home is lost with it, and rooms go on without.
    judge: (ctx) => {
      const { fileStore } = ctx.pool;
      if (fileStore === undefined)
        return [judged(null, "warning", { why: "the pool file names no file store" }, ctx.now)];
      const seen = believed(ctx, ctx.seen.fileStore, { target: fileStore.name, everySeconds: every.minute });
      if ("unknown" in seen) return [seen.unknown];
      const facts = {
        port: fileStore.port,
        "accepted after": `${Math.round(seen.value)} ms`,
        "hosted in": fileStore.hostedIn,
      };
      return [judged(fileStore.name, fileStore.hostedIn === "home" ? "warning" : "good", facts, seen.at)];
    },
  },
];

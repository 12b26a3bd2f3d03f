import type { ChatRight, RightsFacts } from "#lib/domain/commands/queries/health/parity.ts";
import { believedSection, type Check, type CheckContext, judged } from "#lib/domain/health/check.ts";
import type { InstanceParity, Section } from "#lib/domain/health/readings.ts";
import { saidInChat, serverRights } from "#lib/domain/rights/grants.ts";
import { copies, every, liveInstance } from "./pool-parts.ts";

/** What the console's login lacks and what it holds beyond its use, on the server and in the chat databases where they are open. Source: sql-server.md D5. */
export const consoleRights: Check = {
  family: "parity",
  cost: "statement",
  everySeconds: every.parity,
  threshold: null,
  id: "console-rights",
  needed: ["failover", "switchover", "failback", "mirror-failover"],
  judge: (ctx) => copies(ctx).map(({ name, credential }) => rightsOn(ctx, name, useOf(credential))),
};

// With one login for all, that one has to operate.
const useOf = (credential: unknown) => (typeof credential === "string" ? "operate" : "watch");

function rightsOn(ctx: CheckContext, name: string, use: "watch" | "operate") {
  const seen = part(ctx, name, (parity) => parity.rights);
  if ("unknown" in seen) return seen.unknown;
  const [own] = seen.value;
  if (own === undefined) return judged(name, "unknown", { why: "the server does not say" }, seen.at);
  const server = onServer(own, use);
  // Elsewhere mgc is closed, and nobody's rights in it can be read; the log brings them there.
  const chat = liveInstance(ctx)?.name === name ? part(ctx, name, (parity) => parity.chatRights) : null;
  if (chat !== null && "unknown" in chat) return chat.unknown;
  const tables = inChat(chat?.value ?? [], use === "watch" && own.isSysadmin !== true);
  const facts = {
    login: own.login,
    missing: [...server.missing, ...tables.missing].join(", ") || "none",
    "too much": [...server.tooMuch, ...tables.tooMuch].join(", ") || "none",
  };
  if (server.missing.length > 0) return judged(name, "bad", facts, seen.at);
  // Without one of the tables a figure is unknown and says so; no direction hangs on it.
  const isAsGranted = facts.missing === "none" && facts["too much"] === "none";
  return judged(name, isAsGranted ? "good" : "warning", facts, seen.at);
}

function onServer(own: RightsFacts, use: "watch" | "operate") {
  const held = [
    ...(own.isSysadmin ? ["sysadmin"] : []),
    ...(own.mayViewState ? ["VIEW SERVER STATE"] : []),
    ...(own.mayViewDefinition ? ["VIEW ANY DEFINITION"] : []),
    ...(own.mayCreateDatabase ? ["CREATE ANY DATABASE"] : []),
  ];
  const missing = serverRights[use].filter((right) => !held.includes(right));
  if (use === "operate") return { missing, tooMuch: [] };
  const tooMuch = held.includes("sysadmin") ? ["sysadmin"] : held.filter((r) => !serverRights.watch.includes(r));
  return { missing, tooMuch };
}

function inChat(rows: readonly ChatRight[], onlyWatches: boolean) {
  const isSaid = (row: ChatRight) => row.name === `${saidInChat.table} (${saidInChat.column})`;
  const named = ({ inDatabase, name, mayRead }: ChatRight) => {
    const right = `SELECT on ${inDatabase}.dbo.${name}`;
    return mayRead === null ? `${right}, or its database is closed` : right;
  };
  // A closed database tells nobody his rights; a sysadmin's are known without it.
  const lacks = (row: ChatRight) => row.mayRead === false || (row.mayRead === null && onlyWatches);
  return {
    missing: rows.filter((row) => !isSaid(row) && lacks(row)).map(named),
    tooMuch: rows.filter((row) => onlyWatches && isSaid(row) && row.mayRead === true).map(named),
  };
}

function part<T>(ctx: CheckContext, target: string, section: (parity: InstanceParity) => Section<T>) {
  return believedSection(ctx, ctx.seen.parity[target], { target, everySeconds: every.parity, section });
}

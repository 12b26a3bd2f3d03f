import { believedSection, type Check, type CheckContext, type Judgement, judged } from "#lib/domain/health/check.ts";
import type { InstanceParity, InstanceWork, Section } from "#lib/domain/health/readings.ts";
import { consoleRights } from "./console-rights.ts";
import { copies, every, liveInstance } from "./pool-parts.ts";

const base = { family: "parity", cost: "statement", everySeconds: every.parity, threshold: null } as const;

/** What must be equal on both sides before mgc opens anywhere else. Source: dba-notes 15. */
export const parityChecks: readonly Check[] = [
  { ...base, id: "logins-by-sid", needed: ["failover", "switchover", "failback", "mirror-failover"], judge: logins },
  {
    ...base,
    id: "mirroring-endpoint",
    everySeconds: every.work,
    needed: ["failover", "switchover", "failback"],
    judge: (ctx) =>
      copies(ctx).map(({ name, site }) => {
        const seen = endpointsOf(ctx, name);
        if ("unknown" in seen) return seen.unknown;
        const [own] = seen.value;
        if (own === undefined) return judged(name, "bad", { endpoint: "none" }, seen.at);
        const shown = (each: typeof own) => `${each.role} ${each.authentication} ${each.encryption}`;
        const partners = copies(ctx, site).flatMap((each) => {
          const theirs = endpointsOf(ctx, each.name);
          return "value" in theirs ? theirs.value.map(shown) : [];
        });
        const isSame = partners.every((each) => each === shown(own));
        const state = own.state !== "STARTED" ? "bad" : isSame ? "good" : "warning";
        return judged(name, state, { state: own.state, port: own.port, settings: shown(own) }, seen.at);
      }),
  },
  {
    ...base,
    id: "server-options",
    needed: [],
    judge: (ctx) => {
      const looks = copies(ctx).map(({ name }) => ({ name, seen: part(ctx, name, (parity) => parity.options) }));
      const unknown = looks.flatMap(({ seen }) => ("unknown" in seen ? [seen.unknown] : []));
      const values = looks.flatMap(({ name, seen }) =>
        "value" in seen
          ? [
              {
                name,
                text: seen.value
                  .map((o) => `${o.name} = ${o.value}`)
                  .sort()
                  .join(", "),
                at: seen.at,
              },
            ]
          : [],
      );
      const isSame = new Set(values.map(({ text }) => text)).size <= 1;
      const facts = Object.fromEntries(values.map(({ name, text }) => [name, text]));
      if (values.length === 0) return unknown;
      return [judged(null, isSame ? "good" : "warning", facts, values[0]?.at ?? null), ...unknown];
    },
  },
  consoleRights,
];

function endpointsOf(ctx: CheckContext, target: string) {
  const section = (work: InstanceWork) => work.endpoints;
  return believedSection(ctx, ctx.seen.work[target], { target, everySeconds: every.work, section });
}

function part<T>(ctx: CheckContext, target: string, section: (parity: InstanceParity) => Section<T>) {
  return believedSection(ctx, ctx.seen.parity[target], { target, everySeconds: every.parity, section });
}

/** Users of mgc travel in its backups and find their login by SID alone: each needs one with the same SID wherever mgc may open. */
function logins(ctx: CheckContext): readonly Judgement[] {
  const live = liveInstance(ctx);
  if (live === null)
    return [judged(null, "unknown", { why: "no one writable copy is known, so its users are not" }, null)];
  const users = part(ctx, live.name, (parity) => parity.chatUsers);
  if ("unknown" in users) return [users.unknown];
  return copies(ctx).map(({ name }) => {
    const seen = part(ctx, name, (parity) => parity.logins);
    if ("unknown" in seen) return seen.unknown;
    const bySid = new Map(seen.value.map((each) => [each.sid.toLowerCase(), each]));
    const missing = users.value.filter((user) => !bySid.has(user.sid.toLowerCase())).map((user) => user.name);
    const disabled = users.value
      .filter((user) => bySid.get(user.sid.toLowerCase())?.isDisabled === true)
      .map((user) => user.name);
    const sameName = missing.filter((user) =>
      seen.value.some((each) => each.name.toLowerCase() === user.toLowerCase()),
    );
    const facts = {
      "users of mgc": users.value.length,
      "without a login here": missing.join(", ") || "none",
      "same name, other SID": sameName.join(", ") || "none",
      disabled: disabled.join(", ") || "none",
    };
    return judged(name, missing.length > 0 ? "bad" : disabled.length > 0 ? "warning" : "good", facts, seen.at);
  });
}

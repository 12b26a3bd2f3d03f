import type { Command } from "#lib/domain/commands/command.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { lossOf } from "#lib/domain/run/loss.ts";
import type { Bench } from "#lib/engine/testing/engine-bench.ts";
import { home, lsn, target } from "#lib/engine/testing/fake-pool.ts";

type Truth = { readonly lastAtHome: number; readonly changedAt: ReadonlyMap<string, number> };

/** Answers after which the end is what people made of it. */
const bent = ["skip", "continue-without", "take-as-done", "go-on", "stay-home", "abort", "override"];

/** What the servers hold at the end against what the run says. Gives what does not fit, in words. */
export function failoverFaults(bench: Bench, events: readonly RunEvent[], truth: Truth): readonly string[] {
  const run = foldRun(events);
  const { servers } = bench;
  const db = servers.databases.get(target);
  const isOurs = servers.effects.some(
    (c) => c.target === target && c.text === "RESTORE DATABASE @database WITH RECOVERY",
  );
  const isStraight = !run.taken.some((t) => bent.includes(t.choice)) && !run.abortRequested;
  const faults: string[] = [];
  const must = (holds: boolean, what: string) => void (holds || faults.push(what));
  if (run.outcome === "succeeded" || run.outcome === "succeeded-service-not-proven") {
    must(db?.state === "ONLINE" && !db.readOnly, `it succeeded, and mgc on ${target} is ${db?.state}`);
    if (isStraight) {
      must(servers.poolState === "FailedOver", `it succeeded, and the pool's state is ${servers.poolState}`);
      must(
        bench.plan.activeServers.every((s) => servers.active.includes(s)),
        "it succeeded, and the active servers are others",
      );
      must(db?.partner === "sqlto02\\PCHAT", "it succeeded, and there is no mirror");
      must(!servers.isSecondary, "it succeeded, and log shipping is still there");
      const missed = isOurs ? leftOut(bench, events, truth.changedAt) : [];
      must(missed.length === 0, `it succeeded, and left out ${missed.join(", ")}`);
    }
  }
  faults.push(...wrongOrder(bench));
  const isTailApplied = servers.applied.some((name) => name.startsWith("mgc_tail"));
  const isLiving = bench.plan.fence !== undefined;
  const loss = lossOf(run);
  const isJudged = isOurs && !run.overrides.some((o) => o.status === "used") && (!isLiving || isTailApplied);
  if (isJudged && loss?.fewest !== null && loss?.most !== null) {
    const lost = isTailApplied ? 0 : Math.max(0, truth.lastAtHome - (1_000 + servers.applied.length));
    const [fewest, most] = [Number(loss?.fewest ?? 0), Number(loss?.most ?? 0)];
    must(fewest <= lost && lost <= most, `the loss is stated as ${fewest} to ${most}, and it is ${lost}`);
  }
  return faults;
}

/** Log backups within the console's reach, since before it listed them last, that would have carried the copy further. */
function leftOut({ servers }: Bench, events: readonly RunEvent[], changedAt: Truth["changedAt"]): readonly string[] {
  const recovered = events.findIndex((e) => e.kind === "act-intended" && e.actId === "bring-online");
  const listed = events.findLast(
    (e, i) => i < recovered && e.kind === "act-intended" && e.actId.startsWith("final-survey:"),
  );
  const reached = BigInt(servers.copyFolder.get(servers.applied.at(-1) ?? "")?.header.lastLsn ?? lsn(8));
  const files = [...servers.copyFolder.values(), ...servers.share.values()];
  const wasThere = (name: string) => (changedAt.get(name) ?? 0) < Date.parse(listed?.at ?? "");
  return files.flatMap(({ name, header, isDamaged }) => {
    const goesOn = BigInt(header.firstLsn) <= reached && reached < BigInt(header.lastLsn);
    return goesOn && !isDamaged && wasThere(name) ? [name] : [];
  });
}

/** A switchover empties the list of active servers long before it fills it. */
const isEmptied = (c: Command) => c.kind === "powershell" && c.parameters.ActiveServers === null;

/** The printed order: log shipping off, recovered, the pool's state, then the active servers. */
function wrongOrder({ servers }: Bench): readonly string[] {
  const first = (text: string) =>
    servers.effects.findIndex((c) => c.text.includes(text) && !home.some((h) => h === c.target) && !isEmptied(c));
  const order = [
    "sp_delete_log_shipping_secondary_database",
    "RESTORE DATABASE @database WITH RECOVERY",
    "Set-CsPersistentChatState",
    "Set-CsPersistentChatActiveServer",
  ];
  return order.slice(1).flatMap((text, i) => {
    const [before, at] = [first(order[i] ?? ""), first(text)];
    return before >= 0 && at >= 0 && at < before ? [`${text} took effect before ${order[i]}`] : [];
  });
}

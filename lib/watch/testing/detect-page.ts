import type { CheckState } from "#lib/domain/health/check.ts";
import { checks } from "#lib/domain/health/checks/all.ts";

type Turn = { readonly check: string; readonly to: CheckState; readonly seconds: number };
/** One fault: which checks it turned and when, the overview's verdict, and when all was good again. */
export type Line = {
  readonly fault: string;
  readonly turns: readonly Turn[];
  readonly verdict: string;
  readonly backSeconds: number | null;
};

/** Why no fault of the lab can turn it in this proof; each is turned in `lib/domain/health/judge-all.test.ts`. */
const whyNot: Readonly<Record<string, string>> = {
  "serving-backups": "asks something only after a failover",
  "folder-place": "judges the pool file alone",
  "console-place": "judges the pool file alone",
  "capture-age":
    "turns when no capture was taken for an hour and more; what stops captures turns other checks long before",
  "marker-message":
    "the lab's pool asks for no marker; that one fails is tried in `lib/watch/health/marker-source.test.ts`",
  "drill-age": "is a warning from the first day on, and red after 180",
  "recovery-time": "is a warning until there are runs to measure",
};

/** docs/time-to-detect.md. `sweep`: seconds of one sweep. */
export function detectPage(lines: readonly Line[], sweep: number): string {
  const turned = new Set(lines.flatMap(({ turns }) => turns.map(({ check }) => check)));
  const together = alwaysTogether(lines);
  const never = checks.map(({ id }) => id).filter((id) => !turned.has(id));
  const rows = lines.map(({ fault, turns, verdict, backSeconds }) => {
    const first = [...turns].sort((x, y) => x.seconds - y.seconds);
    const named = first
      .filter(({ to }) => to !== "unknown")
      .map(({ check, to, seconds }) => `${check} ${to} ${seconds} s`);
    const unknown = first.filter(({ to }) => to === "unknown");
    const few = unknown.map(({ check, seconds }) => `${check} unknown ${seconds} s`);
    const many = `${unknown.length} more unknown, ${unknown[0]?.seconds} to ${unknown.at(-1)?.seconds} s`;
    const words = [...named, ...(few.length > 3 ? [many] : few)].join(", ");
    return [`\`${fault}\``, String(first[0]?.seconds ?? "none"), words, verdict, String(backSeconds ?? "lasts")];
  });
  return `# Time to detect

Made by \`npm run proof\` (\`lib/watch/time-to-detect.proof.ts\`): the real sweep over the whole lab on one virtual clock, each fault
alone in a pool that was well, log backups every 10 s. Seconds from the fault to the first turn of each check, the overview's verdict
at the end, and seconds from lifting it until every check is good again; "lasts": what it did does not go away by itself within 330 s.
Instances and chat servers that are alike are tried once. What turns "unknown" in great number is told as a number.
A sweep is ${sweep} s: each instance, its databases, disks and jobs are looked at once. The proof fails when an instance or a job takes
longer than two sweeps, a job that never ends or moves nothing longer than its turns and two sweeps, a broken chain longer than a backup
interval and the chain's turn, a share longer than a minute; what seldom changes (logins, server options, rights) is read once a minute, and
mirroring's own monitor records once a minute. It fails, too, when fewer than 40 checks are told apart.
\`summer-time\` must turn nothing while it is on. Not tried: \`monitor-dead\` (shows only when log shipping is removed), \`files-stay\`
(when a database is dropped), \`recovery-model-toggled\` (waits until mgc is not mirrored) and \`test-leaves-nothing\` (tried once a day).

${table([["Fault", "First s", "Checks that turn", "Verdict", "Back s"], ...rows])}

${toldApart(lines)} of ${checks.length} checks are told apart by the faults of the lab. ${turned.size} of ${checks.length} checks are turned by a fault of the lab. Not turned, and so not counted:

${never.map((id) => `- \`${id}\`: ${whyNot[id] ?? "no fault of the lab is about it"}`).join("\n")}

Always turned by the same faults, and so counted once: ${together.map((ids) => ids.map((id) => `\`${id}\``).join(" = ")).join("; ") || "none"}.
`;
}

/** How many checks the faults tell apart: those that always turn together count once. */
export function toldApart(lines: readonly Line[]): number {
  const turned = new Set(lines.flatMap(({ turns }) => turns.map(({ check }) => check)));
  const together = alwaysTogether(lines);
  return turned.size - together.flat().length + together.length;
}

/** Checks that exactly the same faults turn. */
function alwaysTogether(lines: readonly Line[]): readonly (readonly string[])[] {
  const bySignature = new Map<string, string[]>();
  for (const { id } of checks) {
    const signature = lines.flatMap(({ fault, turns }) =>
      turns.filter((t) => t.check === id).map((t) => `${fault} ${t.to}`),
    );
    if (signature.length > 0)
      bySignature.set(signature.join("|"), [...(bySignature.get(signature.join("|")) ?? []), id]);
  }
  return [...bySignature.values()].filter((ids) => ids.length > 1);
}

/** Padded, as the formatter wants it. */
function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

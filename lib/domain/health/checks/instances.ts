import {
  believed,
  believedSection,
  type Check,
  type CheckContext,
  type Judgement,
  judged,
} from "#lib/domain/health/check.ts";
import type { Instance } from "#lib/domain/topology/pool.ts";
import { copies, every, liveInstance } from "./pool-parts.ts";

const base = { family: "instances", cost: "statement", threshold: null } as const;
const slowMs = 1_500;
const offsetSeconds = 5;

/** The instances themselves. Source: dba-notes 13 (versions), sql-server.md D2. */
export const instanceChecks: readonly Check[] = [
  {
    ...base,
    id: "instance-answers",
    everySeconds: every.instance,
    needed: ["failover", "switchover", "failback", "mirror-failover"],
    judge: (ctx) =>
      copies(ctx).map((each) => ofInstance(ctx, each, (value) => ({ state: "good", facts: { mgc: value.mgcState } }))),
  },
  {
    ...base,
    id: "instance-response",
    everySeconds: every.work,
    needed: [],
    threshold: { value: slowMs, unit: "milliseconds" },
    judge: (ctx) =>
      copies(ctx).map(({ name }) => {
        const seen = believed(ctx, ctx.seen.work[name], { target: name, everySeconds: every.work });
        if ("unknown" in seen) return seen.unknown;
        const { tookMs } = seen.value;
        return judged(name, tookMs <= slowMs ? "good" : "warning", { took: `${Math.round(tookMs)} ms` }, seen.at);
      }),
  },
  {
    ...base,
    id: "version-parity",
    everySeconds: every.instance,
    needed: ["failover", "switchover", "failback"],
    judge: versions,
  },
  {
    ...base,
    id: "edition-parity",
    everySeconds: every.instance,
    needed: [],
    judge: (ctx) =>
      (["home", "other"] as const).flatMap((site) => {
        const pair = copies(ctx, site);
        const looks = pair.map((each) =>
          believed(ctx, ctx.seen.instances[each.name], { target: each.name, everySeconds: every.instance }),
        );
        const unknown = looks.flatMap((look) => ("unknown" in look ? [look.unknown] : []));
        if (unknown.length > 0) return unknown;
        const facts = Object.fromEntries(
          looks.map((look, i) => [
            pair[i]?.name ?? "",
            "value" in look ? `${look.value.productVersion} ${look.value.edition}` : "",
          ]),
        );
        const at = looks.flatMap((look) => ("value" in look ? [look.at] : []))[0] ?? null;
        return [judged(ctx.pool.sites[site], new Set(Object.values(facts)).size <= 1 ? "good" : "warning", facts, at)];
      }),
  },
  {
    ...base,
    id: "sql-services",
    everySeconds: every.work,
    needed: ["failover", "switchover"],
    judge: (ctx) =>
      copies(ctx).map(({ name }) => {
        const of = { target: name, everySeconds: every.work };
        const seen = believedSection(ctx, ctx.seen.work[name], { ...of, section: (work) => work.services });
        if ("unknown" in seen) return seen.unknown;
        const facts = Object.fromEntries(seen.value.map((each) => [each.name, `${each.status}, ${each.startType}`]));
        const agent = seen.value.find((each) => /agent/i.test(each.name));
        if (agent?.status !== "Running") return judged(name, "bad", facts, seen.at);
        return judged(
          name,
          seen.value.every((each) => each.startType === "Automatic") ? "good" : "warning",
          facts,
          seen.at,
        );
      }),
  },
  {
    ...base,
    id: "clock-offset",
    everySeconds: every.instance,
    needed: [],
    threshold: { value: offsetSeconds, unit: "seconds" },
    // Never more than a warning: no lag is measured between two clocks, so a wrong clock alone endangers nothing.
    judge: (ctx) =>
      copies(ctx).map((each) =>
        ofInstance(ctx, each, ({ clockOffsetMs }) => ({
          state: Math.abs(clockOffsetMs) <= offsetSeconds * 1_000 ? "good" : "warning",
          facts: { "ahead of the console": `${(clockOffsetMs / 1_000).toFixed(1)} s` },
        })),
      ),
  },
  {
    ...base,
    id: "disk-space",
    everySeconds: every.work,
    needed: ["failover", "switchover", "failback"],
    threshold: { value: 1, unit: "share of the need" },
    judge: diskSpace,
  },
];

type Answer = { readonly state: "good" | "warning" | "bad"; readonly facts: Readonly<Record<string, string>> };
type Read = NonNullable<CheckContext["seen"]["instances"][string]["value"]>;

function ofInstance(ctx: CheckContext, { name }: Instance, judge: (value: Read) => Answer): Judgement {
  const seen = believed(ctx, ctx.seen.instances[name], { target: name, everySeconds: every.instance });
  if ("unknown" in seen) return seen.unknown;
  const answer = judge(seen.value);
  return judged(name, answer.state, answer.facts, seen.at);
}

const majorMinor = (version: string) => version.split(".").slice(0, 2).map(Number) as readonly number[];

/** A newer other site upgrades mgc for good: no way back (3169). An older one cannot restore home's backups. */
function versions(ctx: CheckContext): readonly Judgement[] {
  const read = (site: "home" | "other") =>
    copies(ctx, site).map((each) => ({
      name: each.name,
      seen: believed(ctx, ctx.seen.instances[each.name], { target: each.name, everySeconds: every.instance }),
    }));
  const all = [...read("home"), ...read("other")];
  const unknown = all.filter(({ seen }) => "unknown" in seen).map(({ name }) => name);
  const facts = Object.fromEntries(
    all.map(({ name, seen }) => [name, "value" in seen ? seen.value.productVersion : "not read"]),
  );
  const known = new Set(
    all.flatMap(({ seen }) => ("value" in seen ? [majorMinor(seen.value.productVersion).join(".")] : [])),
  );
  if (known.size > 1) return [judged(null, "bad", facts, ctx.now)];
  return [judged(null, unknown.length > 0 ? "unknown" : "good", facts, ctx.now)];
}

/** Room on the volume of the data files for one more copy of mgc as it is now: what a failback or a new mirror needs at once. */
function diskSpace(ctx: CheckContext): readonly Judgement[] {
  const live = liveInstance(ctx);
  const own = live === null ? undefined : ctx.seen.work[live.name]?.value?.volumes;
  const need =
    own?.kind === "read"
      ? own.value.filter((file) => file.name === "mgc").reduce((sum, file) => sum + BigInt(file.sizeBytes), 0n)
      : null;
  return copies(ctx).map(({ name }) => {
    const of = { target: name, everySeconds: every.work };
    const seen = believedSection(ctx, ctx.seen.work[name], { ...of, section: (work) => work.volumes });
    if ("unknown" in seen) return seen.unknown;
    const file = seen.value.find((each) => each.name === "mgc") ?? seen.value[0];
    if (file === undefined || need === null || need === 0n)
      return judged(name, "unknown", { why: "how large mgc is, or where its files would lie, is not known" }, seen.at);
    const free = BigInt(file.freeBytes);
    const facts = {
      volume: file.mountPoint,
      free: gigabytes(free),
      of: gigabytes(BigInt(file.totalBytes)),
      "mgc needs": gigabytes(need),
    };
    return judged(name, free >= need ? "good" : "bad", facts, seen.at);
  });
}

const gigabytes = (bytes: bigint) => `${(Number(bytes) / 1_073_741_824).toFixed(1)} GB`;

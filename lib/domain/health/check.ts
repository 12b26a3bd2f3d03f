import type { Pool } from "#lib/domain/topology/pool.ts";
import type { Reading } from "#lib/domain/views/overview-view.ts";
import type { HealthReadings, Section } from "./readings.ts";

/** What a check says. "not-available": this version of the server has no such figure, or the pool is failed over; never good, never an alarm. */
export const checkStates = ["bad", "unknown", "warning", "good", "not-available"] as const;
export type CheckState = (typeof checkStates)[number];

/** Where a check stands on the page, and in which file. */
export const checkFamilies = [
  "log-shipping",
  "chain",
  "databases",
  "mirroring",
  "instances",
  "parity",
  "folders",
  "chat-servers",
  "pool",
  "compliance",
  "console",
] as const;
export type CheckFamily = (typeof checkFamilies)[number];

/** What may be judged ready. */
export const directions = ["failover", "switchover", "failback", "mirror-failover"] as const;
export type Direction = (typeof directions)[number];

/** One judgement about one thing; `target` null: about the pool as a whole. Facts are as read, never translated. */
export type Judgement = {
  readonly target: string | null;
  readonly state: CheckState;
  readonly facts: Readonly<Record<string, string>>;
  /** Time of the oldest value it rests on, ISO; null when nothing was ever read. */
  readonly at: string | null;
};

/** All that a check may use. `now` is the console's clock, ISO. */
export type CheckContext = { readonly pool: Pool; readonly seen: HealthReadings; readonly now: string };

/** One named check. Its texts are `health.checks.<id>.title`, `.why` and `.remedy`. */
export type Check = {
  readonly id: string;
  readonly family: CheckFamily;
  /** How often what it rests on is read, and what a reading costs the servers. */
  readonly everySeconds: number;
  readonly cost: "none" | "statement" | "cmdlet" | "listing" | "headers";
  /** What it is measured against; null: a state, not a figure. */
  readonly threshold: {
    readonly value: number;
    readonly unit: "seconds" | "milliseconds" | "share of the need";
  } | null;
  /** Directions whose verdict it takes part in. */
  readonly needed: readonly Direction[];
  /** Left out while the pool is failed over: what it asks for was taken away on purpose. */
  readonly onlyNormal?: true;
  readonly judge: (ctx: CheckContext) => readonly Judgement[];
};

/** A value older than this counts as not known. Milliseconds; readings that are taken seldom get three of their turns. */
export function maxAgeMs(everySeconds: number): number {
  return Math.max(30_000, everySeconds * 3_000);
}

type Believed<T> = { readonly value: T; readonly at: string } | { readonly unknown: Judgement };

/** The value if it was read without error and is young enough; else the judgement that says why it is not known. */
export function believed<T>(
  ctx: CheckContext,
  reading: Reading<T> | undefined,
  of: { readonly target: string | null; readonly everySeconds: number },
): Believed<T> {
  const { target } = of;
  if (reading === undefined || reading.value === null || reading.at === null)
    return { unknown: judged(target, "unknown", { why: reading?.error ?? "never read" }, reading?.at ?? null) };
  if (reading.error !== null)
    return { unknown: judged(target, "unknown", { why: reading.error, "last read": reading.at }, reading.at) };
  if (Date.parse(ctx.now) - Date.parse(reading.at) > maxAgeMs(of.everySeconds))
    return { unknown: judged(target, "unknown", { why: "too old", "last read": reading.at }, reading.at) };
  return { value: reading.value, at: reading.at };
}

/** The same for one part of a look at an instance. */
export function believedSection<W, T>(
  ctx: CheckContext,
  reading: Reading<W> | undefined,
  of: {
    readonly target: string;
    readonly everySeconds: number;
    readonly section: (work: W) => Section<T>;
  },
): Believed<T> {
  const whole = believed(ctx, reading, of);
  if ("unknown" in whole) return whole;
  const section = of.section(whole.value);
  if (section.kind === "read") return { value: section.value, at: whole.at };
  if (section.kind === "not-available")
    return { unknown: judged(of.target, "not-available", { why: section.why }, whole.at) };
  const why = section.kind === "not-visible" ? `not visible with these rights: ${section.why}` : section.why;
  return { unknown: judged(of.target, "unknown", { why }, whole.at) };
}

/** Makes a judgement. */
export function judged(
  target: string | null,
  state: CheckState,
  facts: Readonly<Record<string, string | number | null>>,
  at: string | null,
): Judgement {
  const text = Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, value === null ? "not known" : String(value)]),
  );
  return { target, state, facts: text, at };
}

/** Seconds since a time of the console's own clock; never below 0. */
export function secondsSince(ctx: CheckContext, at: string): number {
  return Math.max(0, Math.round((Date.parse(ctx.now) - Date.parse(at)) / 1_000));
}

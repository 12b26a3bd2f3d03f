import type { HealthReadings, InstanceParity, InstanceWork, JobReading, Section } from "#lib/domain/health/readings.ts";
import { read } from "./healthy-instances.ts";

/** What of the readings is another than in a healthy pool. */
export type Change = (seen: HealthReadings) => Partial<HealthReadings>;

/** One instance says something else of itself. */
export const instance =
  (name: string, change: Record<string, unknown>): Change =>
  (seen) => ({
    instances: { ...seen.instances, [name]: read({ ...seen.instances[name]?.value, ...change } as never) },
  });
/** One instance's work reads otherwise. */
export const work =
  (name: string, change: (value: InstanceWork) => Partial<InstanceWork>): Change =>
  (seen) => {
    const value = seen.work[name]?.value;
    return value ? { work: { ...seen.work, [name]: read({ ...value, ...change(value) }) } } : {};
  };
/** What seldom changes on one instance reads otherwise. */
export const parity =
  (name: string, change: Partial<InstanceParity>): Change =>
  (seen) => {
    const value = seen.parity[name]?.value;
    return value ? { parity: { ...seen.parity, [name]: read({ ...value, ...change }) } } : {};
  };
/** Every row of a section changed. */
export const rows = <T>(section: Section<readonly T[]>, change: (row: T) => Partial<T>): Section<readonly T[]> =>
  section.kind === "read" ? { kind: "read", value: section.value.map((row) => ({ ...row, ...change(row) })) } : section;
/** One instance's log shipping jobs read otherwise. */
export const jobs = (name: string, change: (job: JobReading) => Partial<JobReading>) =>
  work(name, (value) => ({ jobs: rows(value.jobs, change) }));
/** A chat database reads otherwise on one instance. */
export const mgc = (name: string, change: Record<string, unknown>, database = "mgc") =>
  work(name, (value) => ({ databases: rows(value.databases, (row) => (row.name === database ? change : {})) }));
/** The lags read otherwise. */
export const lags =
  (change: Partial<NonNullable<HealthReadings["logShipping"]["value"]>>): Change =>
  (seen) => ({ logShipping: read({ ...(seen.logShipping.value as never as object), ...change } as never) });
/** The chain has a problem. */
export const problem =
  (kind: string, weight: string): Change =>
  (seen) => ({
    chain: read({ ...seen.chain.value, problems: [{ kind, weight, files: ["x.trn"], why: "w" }] } as never),
  });

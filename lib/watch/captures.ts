import {
  type CaptureSection,
  capturedRow,
  captureQuery,
  captureSections,
} from "#lib/domain/commands/queries/capture.ts";
import { isAppError } from "#lib/domain/errors.ts";
import { holdsCopy } from "#lib/domain/health/verdict.ts";
import { type CapturedService, capturedServices } from "#lib/domain/plan/captured-services.ts";
import type { Ports } from "#lib/domain/ports.ts";
import { readServices } from "#lib/domain/steps/failback/read-service.ts";
import type { Capture } from "#lib/domain/store-port.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { messageOf } from "./loop.ts";
import { readChatService, readPoolState } from "./read-lync.ts";

type Row = Readonly<Record<string, unknown>>;
/** Data of the half "instance:<name>": rows by section; `unread` says why a section is missing or older than the half. */
export type InstanceHalf = {
  readonly sections: Readonly<Partial<Record<CaptureSection, readonly Row[]>>>;
  readonly unread: Readonly<Partial<Record<CaptureSection, string>>>;
};
type Halves = Capture["halves"];
type Reach = Pick<Ports, "sql" | "shell" | "clock" | "ids">;

/**
 * Captures are taken while healthy only: after log shipping was removed or the pool failed over, a new picture would
 * be of what the procedures left, and would stand in front of the one that failback rebuilds from.
 */
export function mayCapture(view: OverviewView): boolean {
  const isNormal = view.poolState.value === "Normal" && view.poolState.error === null;
  const isShipping = view.logShipping.value?.removed === false && view.logShipping.error === null;
  return view.activeRun === null && isNormal && isShipping;
}

/**
 * A new capture when a half changed, appeared, or the previous capture is an hour old; else null. A half that cannot be
 * read now is taken over from `previous` with its own time; so is a section that the server refused.
 * Read-only; safe to call twice. Never rejects for a server that does not answer.
 */
export async function takeCapture(ports: Reach, pool: Pool, previous: Capture | null): Promise<Capture | null> {
  const reads = [
    ...pool.instances.filter(holdsCopy).map((each) => instanceHalf(ports, each.name, previous)),
    lyncHalf(ports, pool, previous),
  ];
  const fresh = Object.fromEntries((await Promise.all(reads)).filter((each) => each !== null));
  if (Object.keys(fresh).length === 0) return null;
  const takenAt = ports.clock.now().toISOString();
  const isDue = previous === null || Date.parse(takenAt) - Date.parse(previous.takenAt) >= 3_600_000;
  const isChanged = Object.entries(fresh).some(
    ([key, half]) => canonical(half.data) !== canonical(previous?.halves[key]?.data),
  );
  if (!isDue && !isChanged) return null;
  return { id: ports.ids.newId(), poolFqdn: pool.fqdn, takenAt, halves: { ...previous?.halves, ...fresh } };
}

type NamedHalf = readonly [string, Halves[string]];

async function instanceHalf(ports: Reach, name: string, previous: Capture | null): Promise<NamedHalf | null> {
  const key = `instance:${name}`;
  const before = sectionsOf(previous?.halves[key]?.data);
  const sections: Partial<Record<CaptureSection, readonly Row[]>> = {};
  const unread: Partial<Record<CaptureSection, string>> = {};
  for (const section of captureSections) {
    try {
      sections[section] = (await ports.sql.read(captureQuery(name, section), capturedRow)).map(storable);
    } catch (error) {
      if (isAppError(error) && error.code === "unreachable") return null;
      unread[section] = messageOf(error);
      const kept = before[section];
      if (kept !== undefined) sections[section] = kept;
    }
  }
  if (Object.keys(unread).length === captureSections.length) return null;
  return [key, { at: ports.clock.now().toISOString(), data: { sections, unread } satisfies InstanceHalf }];
}

// The half was written by instanceHalf above and came back through the store's JSON.
function sectionsOf(data: unknown): InstanceHalf["sections"] {
  const parsed = capturedRow.safeParse(data);
  const sections = capturedRow.safeParse(parsed.success ? parsed.data.sections : undefined);
  if (!sections.success) return {};
  const rows: Partial<Record<CaptureSection, readonly Row[]>> = {};
  for (const section of captureSections) {
    const list = capturedRow.array().safeParse(sections.data[section]);
    if (list.success) rows[section] = list.data;
  }
  return rows;
}

async function lyncHalf(ports: Reach, pool: Pool, previous: Capture | null): Promise<NamedHalf | null> {
  const [state, service] = await Promise.allSettled([
    readPoolState(ports.shell, pool),
    readChatService(ports.shell, pool),
  ]);
  if (state.status === "rejected" || service.status === "rejected") return null;
  return [
    "lync",
    {
      at: ports.clock.now().toISOString(),
      data: {
        poolState: state.value,
        chatService: service.value,
        services: await servicesOf(ports, pool, capturedServices(previous) ?? []),
      },
    },
  ];
}

/** Chat and compliance services of both sites; a server that does not say keeps what was captured of it before. */
async function servicesOf(
  ports: Reach,
  pool: Pool,
  before: readonly CapturedService[],
): Promise<readonly CapturedService[]> {
  const seen = await Promise.all(
    pool.chatServers.map(({ fqdn }) =>
      readServices(ports.shell, fqdn)
        .then((services) => services.map(({ server, service, status }) => ({ server, service, status })))
        .catch(() => before.filter((kept) => kept.server === fqdn)),
    ),
  );
  return seen.flat();
}

function storable(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, storableValue(value)]));
}

function storableValue(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array)
    return `0x${Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  return typeof value === "bigint" ? value.toString() : value;
}

// Servers promise no order of rows, and stores none of keys.
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(",")}}`;
}

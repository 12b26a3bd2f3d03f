import { z } from "zod";
import type { EntryRow } from "#lib/domain/store-port.ts";
import type { CheckView } from "#lib/domain/views/health-view.ts";
import { checkStates } from "./check.ts";

/** Entries of the pool's stream that alerts are folded from. */
export const alertKinds = ["alert-raised", "alert-acknowledged", "alert-cleared"] as const;

const alerting = ["bad", "unknown", "warning"] as const;
type AlertState = (typeof alerting)[number];

const raised = z.object({
  alertId: z.string(),
  check: z.string(),
  state: z.enum(alerting),
  target: z.string().nullable(),
  facts: z.record(z.string(), z.string()),
  /** Who caused it, and so cannot acknowledge it; absent: nobody did. */
  causedById: z.string().optional(),
});
const acknowledged = z.object({ alertId: z.string(), comment: z.string() });
const cleared = z.object({ alertId: z.string() });

/** No check: somebody started a run that nobody had approved. Cleared when another person has acknowledged it. */
export const emergencyStart = "emergency-start";

/** What is written when an alert is raised. */
export type RaisedData = z.infer<typeof raised>;

/** What people are told of an alert: that it was raised, and that it has cleared. */
export type AlertNews =
  | { readonly event: "raised"; readonly alert: RaisedData }
  | { readonly event: "cleared"; readonly alert: Alert; readonly clearedAt: string };

/** One check that asks for a person, from when it was raised until it cleared itself. */
export type Alert = RaisedData & {
  readonly raisedAt: string;
  readonly acknowledged: { readonly by: string; readonly at: string; readonly comment: string } | null;
  readonly clearedAt: string | null;
};

/** All alerts of these entries, newest first. An entry that is not understood is left out. Pure. */
export function foldAlerts(newestFirst: readonly EntryRow[]): readonly Alert[] {
  const alerts = new Map<string, Alert>();
  for (const entry of [...newestFirst].reverse()) {
    const { at, person, data } = entry;
    if (entry.kind === "alert-raised") {
      const said = raised.safeParse(data);
      if (said.success)
        alerts.set(said.data.alertId, { ...said.data, raisedAt: at, acknowledged: null, clearedAt: null });
      continue;
    }
    const isClear = entry.kind === "alert-cleared";
    const said = (isClear ? cleared : acknowledged).safeParse(data);
    const alert = said.success ? alerts.get(said.data.alertId) : undefined;
    if (!said.success || alert === undefined) continue;
    const comment = "comment" in said.data ? String(said.data.comment) : "";
    const acknowledgement = {
      acknowledged: { by: person, at, comment },
      ...(alert.check === emergencyStart ? { clearedAt: at } : {}),
    };
    const change = isClear ? { clearedAt: at } : acknowledgement;
    alerts.set(alert.alertId, { ...alert, ...change });
  }
  return [...alerts.values()].reverse();
}

/** Since when each check has been in its state, by the console's clock. */
export type Held = ReadonlyMap<string, { readonly state: CheckView["state"]; readonly since: string }>;

/** Keeps the time while a check's state stays the same. Pure. */
export function holding(before: Held, views: readonly CheckView[], now: string): Held {
  return new Map(
    views.map(({ id, state }) => {
      const old = before.get(id);
      return [id, old?.state === state ? old : { state, since: now }];
    }),
  );
}

/** How long a state must last, so that a flicker calls nobody. Seconds. */
const patience: Readonly<Record<CheckView["state"], number>> = {
  bad: 10,
  unknown: 60,
  warning: 60,
  good: 30,
  "not-available": 30,
};

/** Of what is not known only the root is told: one silent instance makes thirty checks unknown. */
const roots = [
  "instance-answers",
  "folder-answers",
  "pool-state",
  "management-store",
  "chat-service",
  "next-hop",
  "file-store",
];
/** What is open until somebody has drilled is on the page, and calls nobody; a drill that is overdue is bad, and calls. */
const quiet = ["recovery-time", "drill-age"];

/**
 * What to raise and what to clear now. A check that has got worse is raised anew, and then nobody has acknowledged it; it clears itself
 * when it has been good for a while. `newId` names the alerts. Pure but for `newId`.
 */
export function nextAlerts(at: {
  readonly open: readonly Alert[];
  readonly views: readonly CheckView[];
  readonly held: Held;
  readonly now: string;
  readonly newId: () => string;
}): { readonly raise: readonly RaisedData[]; readonly clear: readonly string[] } {
  const lasted = (id: string) => {
    const held = at.held.get(id);
    return held !== undefined && (Date.parse(at.now) - Date.parse(held.since)) / 1_000 >= patience[held.state];
  };
  const raise: RaisedData[] = [];
  const clear: string[] = [];
  for (const view of at.views) {
    if (!lasted(view.id)) continue;
    const open = at.open.filter((alert) => alert.check === view.id);
    const state = alertState(view);
    const isSaid = open.some((alert) => state !== null && rank(alert.state) <= rank(state));
    if (state === null || !isSaid) clear.push(...open.map(({ alertId }) => alertId));
    if (state === null || isSaid) continue;
    const first = view.results.find((result) => result.state === state);
    const { target = null, facts = {} } = first ?? {};
    raise.push({ alertId: at.newId(), check: view.id, state, target, facts });
  }
  return { raise, clear };
}

const rank = (state: AlertState) => checkStates.indexOf(state);

function alertState({ id, state }: CheckView): AlertState | null {
  if (state === "good" || state === "not-available" || (state === "warning" && quiet.includes(id))) return null;
  return state === "unknown" && !roots.includes(id) ? null : state;
}

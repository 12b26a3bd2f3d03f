import type { PlanView, Span, WayView } from "#lib/domain/views/plan-view.ts";

/** What the plan found of mgc on one home instance, in the engine's words. */
export type HomeCopyFound = { readonly instance: string; readonly state: string; readonly role: string | null };

/** How a failback's plan brings the data home: only the log swap seeds home while users chat. */
export function wayOf(plan: Pick<PlanView, "steps">): WayView["way"] {
  return plan.steps.some((step) => step.id === "seed-home") ? "log-swap" : "full-restore";
}

/** The plan's own line of the comparison; null when the plan has none. */
export function ownWay(plan: Pick<PlanView, "steps" | "ways">): WayView | null {
  return plan.ways?.find((each) => each.way === wayOf(plan)) ?? null;
}

/** How long nobody chats; open when the plan says nothing about it. */
export function usersOutOf(plan: Pick<PlanView, "steps" | "ways">): Span {
  return ownWay(plan)?.usersOut ?? { fewest: 0, most: null };
}

/** Each home copy as the finding "home-found" has it: "ONLINE, principal", "absent", "unreachable" … */
export function homeCopiesOf(plan: Pick<PlanView, "findings">): readonly HomeCopyFound[] {
  const facts = plan.findings.find((f) => f.checkId === "home-found")?.facts ?? {};
  return Object.entries(facts).map(([instance, said]) => {
    const [state = "", role] = said.split(", ");
    return { instance, state, role: role ?? null };
  });
}

/** What nobody captured, in words; empty when the capture holds everything. */
export function notCaptured(plan: Pick<PlanView, "findings" | "asked">): readonly string[] {
  if (plan.asked) return plan.asked.filter((part) => part.isMissing).map((part) => part.what);
  const said = plan.findings.find((f) => f.checkId === "capture-holds")?.facts.missing ?? "nothing";
  return said === "nothing" || said === "" ? [] : said.split(", ");
}

/** Which of the ways a home copy came back; each has its own path through the run. */
export function cameBackAs({ state, role }: HomeCopyFound) {
  if (state === "unreachable" || state === "absent") return state;
  if (role === "mirror") return "mirror";
  if (state === "ONLINE") return "intact";
  return state === "RESTORING" ? "stale" : "broken";
}

import { type PlanLooks, planFinding } from "#lib/domain/plan/looks.ts";
import type { Finding } from "#lib/domain/run/journal.ts";

/** What concerns this console itself: where it stands, and whether another run is open. */
export function standingFindings(looks: PlanLooks): readonly Finding[] {
  const { pool, openRun } = looks;
  return [
    planFinding(looks, "console-place", pool.consoleStandsIn === "home" ? "fail" : "pass", {
      site: pool.consoleStandsIn,
    }),
    planFinding(looks, "no-active-run", openRun ? "fail" : "pass", { run: openRun ?? "none" }),
  ];
}

import type { PowerShellCommand } from "#lib/domain/commands/command.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import type { Ports } from "#lib/domain/ports.ts";
import type { Finding, RunEvent, Verdict } from "#lib/domain/run/journal.ts";
import type { Order } from "#lib/domain/steps/pinned-plan.ts";
import type { EvidencePort } from "#lib/domain/steps/step.ts";
import type { Capture } from "#lib/domain/store-port.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { Answer } from "#lib/domain/uncaptured/answers.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";

/** What a plan is made from. Planning only reads; `-WhatIf` cmdlets change nothing. */
export type PlanLooks = {
  readonly planId: string;
  readonly pool: Pool;
  readonly ports: Ports;
  readonly evidence: EvidencePort;
  /** The newest capture, pinned by its id; null when none was ever taken. */
  readonly capture: Capture | null;
  /** Journals of runs of this pool that have ended, newest first: what a step took before. */
  readonly earlierRuns: readonly (readonly RunEvent[])[];
  /** What people said on earlier plans' pages for what nobody captured, newest first. */
  readonly answers: readonly Answer[];
  readonly openRun: string | null;
  readonly order: Order;
};

export type PlanDraft = Omit<PlanView, "hash" | "createdAt">;

/** The value, or why it could not be had: silence is a finding, not an exception. */
export type Seen<T> = { readonly value: T; readonly error: null } | { readonly value: null; readonly error: string };

/** Reads without throwing. */
export async function see<T>(reading: Promise<T>): Promise<Seen<T>> {
  try {
    return { value: await reading, error: null };
  } catch (e) {
    return { value: null, error: e instanceof Error ? e.message : String(e) };
  }
}

/** A finding of the plan page. */
export function planFinding(
  looks: PlanLooks,
  checkId: string,
  verdict: Verdict,
  facts: Readonly<Record<string, string | number | null>>,
): Finding {
  const text = Object.fromEntries(Object.entries(facts).map(([k, v]) => [k, v === null ? "not known" : String(v)]));
  return { checkId, verdict, facts: text, at: looks.ports.clock.now().toISOString() };
}

/** Whether a -WhatIf call is accepted under the run's account. */
export async function whatIf(looks: PlanLooks, checkId: string, command: PowerShellCommand): Promise<Finding> {
  const seen = await see(looks.ports.shell.invoke(command));
  return planFinding(looks, checkId, seen.error === null ? "pass" : "fail", {
    cmdlet: command.text,
    answer: seen.error ?? "accepted with -WhatIf",
  });
}

/** Each instance of a side with what its mgc was at the plan's look. */
export type Side = Awaited<ReturnType<typeof readSide>>;

/** Asks each instance of a side what its mgc is now. */
export async function readSide(looks: PlanLooks, site: "home" | "other") {
  const letters = site === "home" ? (["home A", "home B"] as const) : (["other A", "other B"] as const);
  const instances = looks.pool.instances.filter((i) => letters.some((l) => i.duties.includes(l)));
  return Promise.all(
    instances.map(async (instance) => ({
      instance,
      database: await see(readDatabase(looks.ports.sql, instance.name, "mgc")),
    })),
  );
}

/** Worst first, as the page shows them. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  const order: readonly Verdict[] = ["fail", "unknown", "warn", "pass"];
  return [...findings].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
}

import { join } from "node:path";
import { fillHistory } from "#e2e/fill-history.ts";
import { type OpenStore, openStore } from "#lib/adapters/store/open-store.ts";
import { say as sayFigure } from "./figure.ts";

const migrationsDir = join(import.meta.dirname, "../prisma/migrations");

/** An open audit database and how many runs it holds. */
export type Stand = { readonly open: OpenStore; readonly runs: number };

/** Says a figure of the history; a missed goal is the process's exit code. */
export function say(name: string, value: number, unit: string, goal: number | null): void {
  const ok = goal === null || value <= goal;
  if (!ok) process.exitCode = 1;
  sayFigure({ name: `history: ${name}`, value, unit, goal: goal === null ? "none" : `at most ${goal}`, ok });
}

/** A database of its own with so many runs, filled. */
export async function stand(dir: string, at: { readonly runs: number; readonly each: number }): Promise<Stand> {
  const path = join(dir, `audit-${at.runs}.db`);
  const open = await openStore({ url: `file:${path}`, migrationsDir, auditKey: "k".repeat(43) });
  console.log(`${fillHistory(path, { from: 0, ...at })} records of ${at.runs} runs`);
  return { open, runs: at.runs };
}

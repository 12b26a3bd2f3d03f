import { readDatabase } from "#lib/domain/commands/observations.ts";
import { isStepError } from "#lib/domain/errors.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import type { LiveContext } from "#lib/domain/steps/step.ts";
import { failbackOf } from "./pins.ts";

/** One look at mgc on a home instance: the engine's words, "absent", or "unreachable". */
export type CopyReading = {
  readonly instance: string;
  readonly state: string;
  readonly role: string | null;
  readonly readOnly: boolean;
};

/** Looks at every home copy. An instance that does not answer is "unreachable"; every other refusal is an error of the act. */
export async function readHomeCopies(ctx: LiveContext): Promise<readonly CopyReading[]> {
  const { home } = failbackOf(ctx.plan);
  return Promise.all(
    home.map(async ({ instance }) => {
      try {
        const db = await readDatabase(ctx.ports.sql, instance, "mgc");
        return { instance, state: db.state ?? "absent", role: db.role, readOnly: db.readOnly === true };
      } catch (e) {
        if (!isStepError(e) || e.code !== "unreachable") throw e;
        return { instance, state: "unreachable", role: null, readOnly: false };
      }
    }),
  );
}

/** What a look of this run found, by act id; none before it was done. */
export function copiesSeen(run: RunState, actId: string): readonly CopyReading[] {
  return (resultOf(run, actId) as readonly CopyReading[] | undefined) ?? [];
}

/** Whether a copy can be read, and so backed up (rule 5). */
export const opens = (copy: CopyReading) => copy.state === "ONLINE" && copy.role !== "MIRROR";

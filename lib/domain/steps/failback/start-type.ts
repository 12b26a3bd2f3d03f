import { z } from "zod";
import { getServiceStart, setServiceStart } from "#lib/domain/commands/services.ts";
import type { ShellPort } from "#lib/domain/ports.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { cmdletAct, evidenceAct, observed } from "#lib/domain/steps/act.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import { failbackOf, type ServicePin } from "./pins.ts";

const row = z.object({ StartType: z.union([z.string(), z.number()]).transform(String).nullish() });
const recordId = "home-start-types";
const recorded = z.array(z.object({ server: z.string(), service: z.string(), startType: z.string() }));

/** How a service starts, in Windows' own word (Automatic, Manual, Disabled); null when the answer does not say. */
export async function readStartType(shell: ShellPort, at: ServicePin): Promise<string | null> {
  const rows = z.array(row).parse(await shell.invoke(getServiceStart(at.server, at.service)));
  return rows[0]?.StartType ?? null;
}

/** Home's services whose start-up type from before is known: these are switched off, and only these are given it back. */
export function startTypesOf(plan: Parameters<typeof failbackOf>[0]) {
  return failbackOf(plan).homeServices.flatMap((s) =>
    s.startType === undefined ? [] : [{ server: s.server, service: s.service, startType: s.startType }],
  );
}

/** A service and how it started before it was fenced. */
export type StartPin = Required<Pick<ServicePin, "server" | "service" | "startType">>;

/** Home's start-up types off, as a failback's step 0 has them. */
export const startTypesOff = (plan: Parameters<typeof failbackOf>[0]): readonly Act[] =>
  disableStart(startTypesOf(plan));

/** Keeps the values of before in the journal, then disables: a server that boots must not bring chat back (dba-notes 19). */
export function disableStart(pinned: readonly StartPin[]): readonly Act[] {
  if (pinned.length === 0) return [];
  return [
    evidenceAct(recordId, "management shell", async () => pinned),
    ...pinned.map((s) => {
      const id = `start-type-off:${s.server}:${s.service}`;
      const undo = startTypeAct(s, { id: `undo:${id}`, wanted: s.startType });
      return { ...startTypeAct(s, { id, wanted: "Disabled" }), skip: "starts-after-reboot", undo };
    }),
  ];
}

/** Gives home's services the start-up type of before. */
export function startTypesBack(plan: Parameters<typeof failbackOf>[0]): readonly Act[] {
  return startTypesOf(plan).map((s) => ({
    ...startTypeAct(s, { id: `start-type-back:${s.server}:${s.service}`, wanted: s.startType }),
    skip: "server-stays-off",
  }));
}

function startTypeAct(s: StartPin, at: { readonly id: string; readonly wanted: string }): Act {
  return cmdletAct(setServiceStart(s.server, s.service, at.wanted), {
    id: at.id,
    repeatable: true,
    observe: async (ctx) => {
      const now = await readStartType(ctx.ports.shell, s);
      return observed(now === at.wanted ? "done" : "not-started", {
        server: s.server,
        service: s.service,
        startType: now ?? "not said",
      });
    },
  });
}

/** What a service's start-up type was before an earlier run disabled it, by the newest journal that kept it; null when none did. Pure. */
export function startTypeBefore(runs: readonly (readonly RunEvent[])[], at: ServicePin): string | null {
  for (const events of runs)
    for (const event of events) {
      if (event.kind !== "act-succeeded" || event.actId !== recordId) continue;
      const kept = recorded.safeParse(event.result);
      const found = kept.data?.find((k) => k.server === at.server && k.service === at.service);
      if (found) return found.startType;
    }
  return null;
}

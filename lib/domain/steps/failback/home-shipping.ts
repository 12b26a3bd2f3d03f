import { deletePrimaryDatabase, deletePrimarySecondary } from "#lib/domain/commands/log-shipping-removal.ts";
import { capturedRow, captureQuery, captureSections } from "#lib/domain/commands/queries/capture.ts";
import {
  readPrimarySecondaries,
  readShippingPrimary,
  type ShippingPrimaryReading,
} from "#lib/domain/commands/shipping-observations.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct, observed, sqlAct } from "#lib/domain/steps/act.ts";
import type { Act, LiveContext } from "#lib/domain/steps/step.ts";

type WrittenDown = {
  readonly primary: ShippingPrimaryReading | null;
  readonly secondaries: readonly { readonly server: string; readonly database: string }[];
};

/** All that the capture also holds, as it is now: the run keeps what it is about to remove (rule 3). */
async function writeDown(ctx: LiveContext, instance: string): Promise<WrittenDown & { readonly sections: unknown }> {
  const { sql } = ctx.ports;
  const sections: Record<string, unknown> = {};
  for (const section of captureSections) {
    sections[section] = await sql
      .read(captureQuery(instance, section), capturedRow)
      .then((rows) => JSON.parse(JSON.stringify(rows)) as unknown)
      .catch((e: unknown) => ({ unread: e instanceof Error ? e.message : String(e) }));
  }
  return {
    primary: await readShippingPrimary(sql, instance),
    secondaries: await readPrimarySecondaries(sql, instance),
    sections,
  };
}

/** Writes home's log shipping down, then removes it: secondaries first (32011). Rows in msdb never stand in the way: skippable. */
export function homeShippingOff(run: RunState, instance: string): readonly Act[] {
  const id = `write-down:${instance}`;
  const secondaries = (resultOf(run, id) as WrittenDown | undefined)?.secondaries ?? [];
  return [
    evidenceAct(id, instance, (live) => writeDown(live, instance)),
    ...secondaries.map((s) =>
      sqlAct(deletePrimarySecondary(instance, s), {
        id: `home-secondary-off:${instance}:${s.server}`,
        repeatable: true,
        skip: "rows-stay-in-msdb",
        observe: async (ctx) => {
          const there = (await readPrimarySecondaries(ctx.ports.sql, instance)).some((x) => x.server === s.server);
          return observed(there ? "not-started" : "done", { secondary: s.server });
        },
      }),
    ),
    sqlAct(deletePrimaryDatabase(instance), {
      id: `home-primary-off:${instance}`,
      repeatable: true,
      skip: "rows-stay-in-msdb",
      observe: async (ctx) => {
        const there = await readShippingPrimary(ctx.ports.sql, instance);
        return observed(there ? "not-started" : "done", { primary: there ? "registered" : "no row" });
      },
    }),
  ];
}

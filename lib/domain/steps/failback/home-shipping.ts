import { deletePrimaryDatabase, deletePrimarySecondary } from "#lib/domain/commands/log-shipping-removal.ts";
import {
  addPrimarySecondary,
  addShippingPrimary,
  type ShippingPrimary,
} from "#lib/domain/commands/log-shipping-setup.ts";
import { capturedRow, captureQuery, captureSections } from "#lib/domain/commands/queries/capture.ts";
import {
  readPrimarySecondaries,
  readShippingPrimary,
  type ShippingPrimaryReading,
} from "#lib/domain/commands/shipping-observations.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct, observed, sqlAct } from "#lib/domain/steps/act.ts";
import type { Act, LiveContext } from "#lib/domain/steps/step.ts";
import { addPrimaryAct, linkSecondaryAct } from "./shipping-acts.ts";

/** An act that sets up, as what takes a removal back. */
const again = (act: Act, of: string): Act => ({ ...act, id: `undo:${of}`, skip: "rows-stay-gone" });

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

type Removed = {
  readonly instance: string;
  /** What an abort gives back: the capture's picture, where there is one and mgc stays online; null = only by hand. */
  readonly wasShipping: ShippingPrimary | null;
  readonly secondary: string;
};

/** What an abort of this step sends to give a home instance its log shipping back, its job switched off. */
export const shippingAgain = ({ instance, wasShipping, secondary }: Removed) =>
  wasShipping === null ? [] : [addShippingPrimary(instance, wasShipping), addPrimarySecondary(instance, secondary)];

const byHand = (instance: string) =>
  `log shipping of ${instance} is not registered again: mgc there is not online or no capture holds it. The act write-down:${instance} of this run keeps all of it; sp_add_log_shipping_primary_database and sp_add_log_shipping_primary_secondary on ${instance} register it by hand once mgc is online there. The next failback sets it up anew.`;

/**
 * Writes home's log shipping down, then removes it: secondaries first (32011). Rows in msdb never stand in the way: skippable. An
 * abort registers it again with its job switched off: while the other copy serves, home must write nothing into the share.
 */
export function homeShippingOff(run: RunState, removed: Removed): readonly Act[] {
  const { instance, wasShipping, secondary } = removed;
  const id = `write-down:${instance}`;
  const secondaries = (resultOf(run, id) as WrittenDown | undefined)?.secondaries ?? [];
  return [
    evidenceAct(id, instance, (live) => writeDown(live, instance)),
    ...secondaries.map((s) =>
      sqlAct(deletePrimarySecondary(instance, s), {
        id: `home-secondary-off:${instance}:${s.server}`,
        repeatable: true,
        skip: "rows-stay-in-msdb",
        ...(wasShipping !== null && s.server.toLowerCase() === secondary.toLowerCase()
          ? { undo: again(linkSecondaryAct(instance, secondary), `home-secondary-off:${instance}:${s.server}`) }
          : { undoByHand: byHand(instance) }),
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
      ...(wasShipping === null
        ? { undoByHand: byHand(instance) }
        : { undo: again(addPrimaryAct(instance, wasShipping), `home-primary-off:${instance}`) }),
      observe: async (ctx) => {
        const there = await readShippingPrimary(ctx.ports.sql, instance);
        return observed(there ? "not-started" : "done", { primary: there ? "registered" : "no row" });
      },
    }),
  ];
}

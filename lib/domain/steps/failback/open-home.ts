import type { SqlCommand } from "#lib/domain/commands/command.ts";
import { type RestoredOption, setOption, setOwner, setReadWrite } from "#lib/domain/commands/database-options.ts";
import { type OptionsReading, readFingerprint, readOptions } from "#lib/domain/commands/failback-observations.ts";
import { createWindowsLogin } from "#lib/domain/commands/logins.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { evidenceAct, known, observed, sqlAct } from "#lib/domain/steps/act.ts";
import { compareFingerprints } from "#lib/domain/steps/compare-fingerprints.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { ruleOne } from "#lib/domain/steps/shared-checks.ts";
import type { Act, LiveContext, Step } from "#lib/domain/steps/step.ts";
import { readWriteAct } from "./fence-acts.ts";
import { missingLogins, usersHaveLogins } from "./missing-logins.ts";
import { failbackOf } from "./pins.ts";

type Pins = Omit<PinnedPlan, "steps">;
type Wanted = {
  readonly id: string;
  readonly command: SqlCommand;
  readonly holds: (now: OptionsReading) => boolean;
};

/** Both copies say the same, the other one is seen unable to write, and only then home opens. Our addition to the printed page (rule 1). */
export const openHome: Step = {
  id: "open-home",
  number: "4",
  way: "can-be-undone",
  precheck: [],
  proof: [
    check("database-online", async (ctx) => {
      const db = await readDatabase(ctx.ports.sql, ctx.plan.target, "mgc");
      const facts = { instance: ctx.plan.target, state: db.state ?? "absent" };
      return finding(ctx, "database-online", db.writable ? "pass" : "fail", facts);
    }),
    check(
      "options-as-captured",
      async (ctx) => {
        const now = await readOptions(ctx.ports.sql, ctx.plan.target);
        const differ = wantedOptions(ctx.plan).filter((w) => !now || !w.holds(now));
        const { missing } = failbackOf(ctx.plan).rebuild;
        const facts = {
          differ: differ.map((w) => w.id).join(", ") || "none",
          notCaptured: missing.join(", ") || "none",
        };
        return finding(ctx, "options-as-captured", differ.length > 0 ? "fail" : "pass", facts);
      },
      { mayGoOn: true },
    ),
    usersHaveLogins,
  ],
  planned: (plan) => [
    known(setReadWrite(plan.target, "mgc")),
    ...wantedOptions(plan).map((wanted) => known(wanted.command)),
    {
      command: createWindowsLogin(plan.target, "each such user"),
      rules: { login: "each user of mgc that has no login here and whose Windows login was captured" },
    },
  ],
  acts: ({ plan, run }) => ({
    acts: [
      evidenceAct("fingerprint-home", plan.target, (ctx) => readFingerprint(ctx.ports.sql, plan.target)),
      evidenceAct("fingerprints-equal", plan.target, asLeft),
      readWriteAct("home-read-write", plan.target, ruleOne),
      ...missingLogins(run, plan),
      ...wantedOptions(plan).map((wanted) => optionAct(plan.target, wanted)),
    ],
  }),
};

/** Nobody goes past a difference: the run can only look again or end here, with home still read-only. */
async function asLeft({ run, plan }: LiveContext): Promise<unknown> {
  return compareFingerprints(run, {
    left: { actId: "fingerprint-other", instance: failbackOf(plan).source },
    now: { actId: "fingerprint-home", instance: plan.target },
  });
}

/** Owner and options of the capture; what nobody captured is not set. */
function wantedOptions(plan: Pins): readonly Wanted[] {
  const { owner, trustworthy, chaining } = failbackOf(plan).rebuild;
  const option = (name: RestoredOption, on: boolean | null, now: (r: OptionsReading) => boolean): readonly Wanted[] =>
    on === null
      ? []
      : [{ id: name, command: setOption(plan.target, name, on ? "ON" : "OFF"), holds: (r) => now(r) === on }];
  return [
    ...(owner === null
      ? []
      : [{ id: "owner", command: setOwner(plan.target, owner), holds: (r: OptionsReading) => r.owner === owner }]),
    ...option("TRUSTWORTHY", trustworthy, (r) => r.trustworthy),
    ...option("DB_CHAINING", chaining, (r) => r.chaining),
  ];
}

function optionAct(target: string, wanted: Wanted): Act {
  return sqlAct(wanted.command, {
    id: `set-option:${wanted.id}`,
    repeatable: true,
    observe: async (ctx) => {
      const now = await readOptions(ctx.ports.sql, target);
      return observed(now && wanted.holds(now) ? "done" : "not-started", { option: wanted.id });
    },
  });
}

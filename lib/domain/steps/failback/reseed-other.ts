import { readDatabase } from "#lib/domain/commands/observations.ts";
import { checkPages } from "#lib/domain/commands/restore-full.ts";
import { isSettled, resultOf } from "#lib/domain/run/run-state.ts";
import { known, observed, sqlAct } from "#lib/domain/steps/act.ts";
import { abort, confirmReseed } from "#lib/domain/steps/choices.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import { readPoolState } from "#lib/domain/steps/shell-reads.ts";
import { plannedBackup } from "#lib/domain/steps/signed-backup.ts";
import type { Act, Check, Question, Step, StepContext } from "#lib/domain/steps/step.ts";
import { pinnedSet } from "./backup-acts.ts";
import { copyActs, copyForOther, plannedRestore, plannedVerify } from "./full-copy.ts";
import { otherBehind } from "./other-behind.ts";
import { failbackOf } from "./pins.ts";
import { restoreAct } from "./restore-act.ts";

/** The other copy is the last good one beside home: it goes only while home serves, writable, and the pool uses it (rule 5), and while nobody can write into what is replaced. */
const homeServes: Check = check("home-serves", async (ctx) => {
  const { source } = failbackOf(ctx.plan);
  const [db, other] = await Promise.all([
    readDatabase(ctx.ports.sql, ctx.plan.target, "mgc"),
    readDatabase(ctx.ports.sql, source, "mgc"),
  ]);
  const { poolState } = await readPoolState(ctx.ports.shell, ctx.plan.poolFqdn);
  const serves = db.writable && poolState === "Normal" && !other.writable;
  return finding(ctx, "home-serves", serves ? "pass" : "fail", {
    instance: ctx.plan.target,
    state: db.state ?? "absent",
    poolState,
    [source]: other.writable ? "takes writes" : (other.state ?? "absent"),
  });
});

/** Printed step 5, first half, the second point of no return: the other copy becomes home's secondary again. Step 3's file stays. */
export const reseedOther: Step = {
  id: "reseed-other",
  number: "5",
  way: "cannot-be-undone",
  precheck: [otherBehind],
  proof: [
    check("target-restoring", async (ctx) => {
      const { source } = failbackOf(ctx.plan);
      const db = await readDatabase(ctx.ports.sql, source, "mgc");
      return finding(ctx, "target-restoring", db.state === "RESTORING" ? "pass" : "fail", {
        instance: source,
        state: db.state ?? "absent",
      });
    }),
  ],
  planned: (plan) => {
    const copy = copyForOther(plan);
    return [
      known(checkPages(plan.target, "mgc")),
      plannedBackup(copy.backup),
      plannedVerify(copy),
      plannedRestore(copy, "NORECOVERY"),
    ];
  },
  acts: (ctx) => {
    const { source } = failbackOf(ctx.plan);
    const before = untilAsked(ctx);
    if (!before.every((act) => isSettled(ctx.run, act.id))) return { acts: before };
    const set = pinnedSet(ctx.run, "pin-reseed");
    if (!set) return { acts: before };
    const moves = failbackOf(ctx.plan).moves.other;
    const confirmed = ctx.run.taken.some((t) => t.choice === "confirm-reseed");
    if (!confirmed) return { acts: [], question: ask(ctx) };
    return {
      acts: [
        ...before,
        restoreAct({ id: "reseed-other", target: source, set, moves, end: "NORECOVERY", guard: homeServes }),
      ],
    };
  },
};

/** Everything that may be done before the question: home's pages, its backup, and the other instance's own look at it. */
function untilAsked({ plan, run }: StepContext): readonly Act[] {
  return [
    sqlAct(checkPages(plan.target, "mgc"), {
      id: "check-home-pages",
      repeatable: true,
      observe: async (ctx) =>
        observed(resultOf(ctx.run, "check-home-pages") === undefined ? "not-started" : "done", {
          instance: plan.target,
        }),
    }),
    ...copyActs(copyForOther(plan), run),
  ];
}

function ask(ctx: StepContext): Question {
  const { source, files } = failbackOf(ctx.plan);
  return {
    key: "reseed-other",
    kind: "reseed-other",
    facts: {
      instance: source,
      from: ctx.plan.target,
      // A failback keeps the backup that it came home with; where only log shipping is made anew there is none.
      ...(files.full === "" ? {} : { kept: files.full }),
      site: ctx.pool.sites.other,
    },
    choices: [confirmReseed, abort],
    suggested: null,
  };
}

import { readFileList } from "#lib/domain/commands/failback-observations.ts";
import { backUpFull, verifyBackup } from "#lib/domain/commands/full-backup.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { checkPages, restoreFull } from "#lib/domain/commands/restore-full.ts";
import { isSettled, resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct, known, observed, sqlAct } from "#lib/domain/steps/act.ts";
import { abort, confirmReseed } from "#lib/domain/steps/choices.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import { readPoolState } from "#lib/domain/steps/shell-reads.ts";
import type { Act, Check, PinnedPlan, Question, Step, StepContext } from "#lib/domain/steps/step.ts";
import { backupAct, pinHeader, pinnedSet, verifyAct } from "./backup-acts.ts";
import { filesAsPlanned } from "./file-plan.ts";
import { otherBehind } from "./other-behind.ts";
import { failbackOf } from "./pins.ts";
import { restoreAct, restoreRules } from "./restore-act.ts";

type Pins = Omit<PinnedPlan, "steps">;

const fullOfHome = (plan: Pins) =>
  backUpFull(plan.target, {
    database: "mgc",
    file: failbackOf(plan).files.reseed,
    name: "mgc re-seed",
    description: `Persistent Chat failback, plan ${plan.id}: step 5`,
  });

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
    const { source, files } = failbackOf(plan);
    const position = "the one backup set in the file, as its header says";
    return [
      known(checkPages(plan.target, "mgc")),
      known(fullOfHome(plan)),
      { command: verifyBackup(source, { file: files.reseed, position: 1 }), rules: { position } },
      {
        command: restoreFull(source, {
          database: "mgc",
          file: files.reseed,
          position: 1,
          moves: failbackOf(plan).moves.other,
          end: "NORECOVERY",
        }),
        rules: restoreRules,
      },
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
  const { source, files, moves } = failbackOf(plan);
  const set = pinnedSet(run, "pin-reseed");
  return [
    sqlAct(checkPages(plan.target, "mgc"), {
      id: "check-home-pages",
      repeatable: true,
      observe: async (ctx) =>
        observed(resultOf(ctx.run, "check-home-pages") === undefined ? "not-started" : "done", {
          instance: plan.target,
        }),
    }),
    backupAct(fullOfHome(plan), "back-up-home"),
    pinHeader("pin-reseed", { reader: source, file: files.reseed, type: "full" }),
    ...(set
      ? [
          verifyAct("verify-reseed", source, set),
          evidenceAct("other-files-as-planned", source, async (ctx) =>
            filesAsPlanned(await readFileList(ctx.ports.sql, source, set), moves.other),
          ),
        ]
      : []),
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

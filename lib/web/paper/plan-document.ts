import type { PaperCommand } from "#lib/domain/paper/paper-commands.ts";
import type { PaperCheck, PaperStep } from "#lib/domain/paper/paper-plan.ts";
import type { PaperView } from "#lib/domain/views/paper-view.ts";
import { type Block, code, heading, lead, plain, small, strong, tick } from "./blocks.ts";
import type { Words } from "./words.ts";

/** A plan as a person carries it out with a pen: a box for each check and command, what should come back, room for name and time. */
export function* planDocument(w: Words, view: PaperView): Generator<Block> {
  const { paper, run, procedure, sites } = view;
  yield small(w.t("paper.kicker"));
  yield heading(1, w.t(`run.head.${procedure}`, sites));
  yield plain(w.t("paper.of", { pool: view.poolFqdn, plan: view.planId, hash: view.hash }));
  yield lead(
    run === null
      ? w.t("paper.notStarted")
      : w.t("paper.ofRun", {
          label: run.label,
          status: w.or(`run.status.${run.status}`, run.status),
          person: run.startedBy,
        }),
  );
  yield small(w.t("paper.made", { at: w.day(view.madeAt), person: view.madeBy, planned: w.day(view.plannedAt) }));
  yield plain(w.t("paper.how"));
  if (paper.listFailed !== null) yield strong(w.t("paper.listFailed", { why: paper.listFailed }));
  for (const step of paper.steps) yield* stepBlocks(w, step, { opposite: paper.opposite, votes: view.votes });
  yield heading(2, w.t("paper.end"));
  yield small(w.t("paper.endLine"));
}

type Opposite = { readonly opposite: readonly string[]; readonly votes: PaperView["votes"] };

function* stepBlocks(w: Words, step: PaperStep, { opposite, votes }: Opposite): Generator<Block> {
  const { id, number, way, status, finishedAt } = step;
  yield heading(2, `${number} ${w.or(`steps.${id}.title`, id)}`.trim());
  const at = finishedAt === null ? "" : ` ${w.clock(finishedAt)}`;
  yield small(`${w.t(`ways.${way}`)} · ${w.t(`paper.status.${status}`)}${at}`);
  yield plain(w.or(`steps.${id}.does`, id));
  if (way === "cannot-be-undone" && status === "open") {
    yield strong(w.t("paper.point"));
    yield* sheetBlocks(w, votes);
    for (const instance of opposite) yield tick(false, w.t("paper.attest", { instance }));
  }
  for (const check of step.before) yield checkBlock(w, check, "before");
  for (const command of step.commands) yield* commandBlocks(w, command);
  for (const check of step.proof) yield checkBlock(w, check, "proof");
}

/** What each independent look said, with its time: read before somebody gives his word. */
function* sheetBlocks(w: Words, votes: PaperView["votes"]): Generator<Block> {
  if (votes.length === 0) return;
  yield plain(`${w.t("fencing.title")}. ${w.t("fencing.rule")}`);
  for (const { subject, witness, says, how, answer, at } of votes)
    yield small(
      [subject, w.t(`fencing.witnesses.${witness}`), how, w.t(`fencing.words.${says}`), answer, w.clock(at)].join(
        " · ",
      ),
    );
}

function checkBlock(w: Words, { checkId, verdict, at }: PaperCheck, phase: "before" | "proof"): Block {
  const title = w.or(`checks.${checkId}.title`, checkId);
  const wanted = w.or(`checks.${checkId}.pass`, "");
  const found = verdict === null ? [] : [`${w.t(`checkWords.${verdict}`)}${at === null ? "" : ` ${w.clock(at)}`}`];
  return tick(verdict === "pass", [`${w.t(`paper.${phase}`)}: ${title}`, ...found, wanted].filter(Boolean).join(" · "));
}

function* commandBlocks(w: Words, item: PaperCommand): Generator<Block> {
  const { status, at, target, text, rules, expected, lsns } = item;
  const where = lsns === null ? [] : [w.t("paper.lsns", lsns)];
  const stands = `${w.t(`paper.command.${status}`)}${at === null ? "" : ` ${w.clock(at)}`}`;
  yield tick(status === "done", [w.t("paper.on", { target }), stands, ...where].join(" · "));
  yield code(text);
  for (const [name, rule] of Object.entries(rules)) yield small(`${name}: ${rule}`);
  yield small(expected === null ? w.t("paper.silent") : w.t("paper.expected", { text: expected }));
  if (status !== "done" && status !== "skipped") yield small(w.t("paper.by"));
}

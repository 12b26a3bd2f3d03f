import type { Answer } from "#lib/domain/report/answer.ts";
import type { Attempt, ReportAct, ReportStep, ReportView, Seen } from "#lib/domain/report/report-view.ts";
import { shownActs } from "#lib/domain/report/shown-acts.ts";
import type { Finding } from "#lib/domain/run/journal.ts";
import { type Block, code, heading, plain, small, strong } from "./blocks.ts";
import type { Words } from "./words.ts";

/** So many lines of output stand in the summary, the newest. */
const briefLines = 12;

/** Every step with its acts, attempts, commands, output and proof; the summary leaves out what its page leaves out. */
export function* evidenceDocument(w: Words, { steps }: ReportView, full: boolean): Generator<Block> {
  yield heading(2, w.t("report.steps.title"));
  for (const step of steps) yield* stepBlocks(w, step, full);
}

function* stepBlocks(w: Words, step: ReportStep, full: boolean): Generator<Block> {
  yield heading(3, `${step.number} ${w.or(`steps.${step.id}.title`, step.id)}`.trim());
  const { startedAt, finishedAt, status } = step;
  yield small(
    startedAt === null
      ? w.t("report.steps.notBegun")
      : `${w.or(`run.step.${status}`, status)} · ${w.clock(startedAt)} – ${finishedAt === null ? "…" : w.clock(finishedAt)}`,
  );
  if (status !== "todo" && step.acts.length === 0) yield plain(w.t("report.steps.nothing"));
  const { shown, more, moreOdd } = full ? { shown: step.acts, more: 0, moreOdd: 0 } : shownActs(step.acts);
  for (const act of shown) yield* actBlocks(w, act, full);
  if (more > 0) yield small(w.t("report.steps.more", { count: more }));
  if (moreOdd > 0) yield strong(w.t("report.steps.moreOdd", { count: moreOdd }));
  if (step.findings.length > 0) yield strong(w.t("report.steps.proof"));
  for (const finding of step.findings) yield small(findingText(w, finding));
}

function* actBlocks(w: Words, act: ReportAct, full: boolean): Generator<Block> {
  yield strong(`${act.id} · ${act.target} · ${w.or(`run.act.${act.status}`, act.status)}`);
  for (const attempt of act.attempts) yield* attemptBlocks(w, attempt, full);
  for (const seen of act.looks) yield small(seenText(w, w.t("report.steps.looked"), seen));
}

function* attemptBlocks(w: Words, attempt: Attempt, full: boolean): Generator<Block> {
  const { nth, number, at, carrier, command, output, end } = attempt;
  const head = w.tagged("report.steps.attempt", { nth, number, at: () => w.clock(at) });
  yield small(carrier === null ? head : `${head} · ${w.t("report.steps.carrier", { carrier })}`);
  if (attempt.before !== null) yield small(seenText(w, w.t("report.steps.before"), attempt.before));
  const lines = full ? output : output.slice(-briefLines);
  if (command === null && lines.length === 0) yield small(w.t("report.steps.noCommand"));
  if (command !== null) yield code(`> ${command}`);
  // In parts: one text of 20,000 lines would be laid out in one go.
  for (let i = 0; i < lines.length; i += 50)
    yield code(
      lines
        .slice(i, i + 50)
        .map((line) => line.text)
        .join("\n"),
    );
  if (lines.length < output.length) yield small(w.t("report.steps.linesMore", { count: output.length - lines.length }));
  yield small(endText(w, end));
  for (const seen of attempt.after) yield small(seenText(w, w.t("report.steps.after"), seen));
}

function endText(w: Words, end: Attempt["end"]): string {
  if (end === null) return w.t("report.steps.noAnswer");
  const { serverUtc, sessionId } = end;
  return [
    ...(end.error === null ? [] : [`${w.t(`report.steps.effect.${end.effect}`)}: ${end.error}`]),
    w.tagged("report.steps.ended", { number: end.number, at: () => w.clock(end.at) }),
    ...(serverUtc === null ? [] : [w.tagged("report.steps.server", { at: () => w.clock(serverUtc) })]),
    ...(sessionId === null ? [] : [w.t("report.steps.session", { session: sessionId })]),
  ].join(" · ");
}

function seenText(w: Words, label: string, { number, at, observed }: Seen): string {
  const record = w.t("report.steps.record", { number });
  const state = w.or(`run.act.observed.${observed.state}`, observed.state);
  return [`${label}: ${state}`, w.clock(at), record, factsText(observed.facts)].filter(Boolean).join(" · ");
}

function findingText(w: Words, { checkId, verdict, facts, at }: Finding): string {
  const title = w.or(`checks.${checkId}.title`, checkId);
  return [`${w.t(`checkWords.${verdict}`)}: ${title}`, w.clock(at), factsText(facts)].filter(Boolean).join(" · ");
}

const factsText = (facts: Readonly<Record<string, string>>) =>
  Object.entries(facts)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name} ${value}`)
    .join(" · ");

/** The 22 questions, each with its standing. */
export function* answersDocument(w: Words, answers: readonly Answer[]): Generator<Block> {
  yield heading(2, w.t("report.answers.title"));
  for (const { number, standing, lines, findings } of answers) {
    yield heading(3, `${number} ${w.t(`report.questions.${number}`)}`);
    yield small(w.t(`report.answers.standing.${standing}`));
    for (const line of lines) yield plain(w.said(line));
    for (const finding of findings) yield small(findingText(w, finding));
  }
}

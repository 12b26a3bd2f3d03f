// Writes docs/procedures/*.md from the code: node --import tsx scripts/write-procedures.ts
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { showCommand } from "#lib/domain/commands/show-command.ts";
import { procedures, stepsOf } from "#lib/domain/procedures/all.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import type { Order, PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Check, Step } from "#lib/domain/steps/step.ts";
import type { StepId } from "#lib/domain/steps/step-id.ts";
import { root } from "./places.mjs";
import { placeholderPlan, placeholderPool } from "./procedure-placeholders.ts";

/** Which question each step without a way back asks, and what it looks at immediately before its command. */
const asks: Readonly<Partial<Record<StepId, { readonly decision: string; readonly guard: string | null }>>> = {
  "restore-home": { decision: "restore-over-home", guard: "rule-one" },
  "seed-home": { decision: "restore-over-home", guard: null },
  "reseed-other": { decision: "reseed-other", guard: "home-serves" },
};

function pointOfNoReturn(step: Step): readonly string[] {
  if (step.way !== "cannot-be-undone") return [];
  const { decision, guard } = asks[step.id] ?? { decision: "point-of-no-return", guard: "rule-one" };
  const attest = guard === "rule-one" && decision === "point-of-no-return" ? ` ${text("plan.opposite.attest")}` : "";
  const past =
    guard === "rule-one" ? "only an override that a second person confirms leads past it" : "nobody may go on past it";
  const asked = `- Asked here: ${text(`decisions.${decision}.means`)}${attest}`;
  if (guard === null) return [asked];
  return [
    asked,
    `- Immediately before the command: ${text(`checks.${guard}.title`)} (\`${guard}\`). ${text(`checks.${guard}.pass`)} Anything else stops it; ${past}.`,
  ];
}

/** The two orders of a procedure, the recommended one first. */
const ordersOf = (id: ProcedureId): readonly [Order, Order] =>
  id === "failback" ? ["state-first", "documented"] : ["users-first", "protection-first"];

const messages: unknown = JSON.parse(readFileSync(join(root, "messages/en.json"), "utf8"));

function text(key: string): string {
  let at = messages;
  for (const part of key.split("."))
    at = typeof at === "object" && at !== null ? Object.entries(at).find(([name]) => name === part)?.[1] : undefined;
  if (typeof at !== "string") throw new Error(`messages/en.json has no text ${key}`);
  return at;
}

function checkLine(phase: string, check: Check): string {
  const bad =
    check.onBad === "record"
      ? "recorded and shown"
      : check.mayGoOn
        ? "asks; a person may go on with a reason"
        : "asks; nobody may go on past it";
  const patience =
    check.patienceMs === 0 ? "" : `; looked at again for up to ${Math.round(check.patienceMs / 60_000)} min`;
  return `- ${phase}: ${text(`checks.${check.id}.title`)} (\`${check.id}\`). When it does not pass: ${bad}${patience}.`;
}

function stepLines(step: Step, plan: Omit<PinnedPlan, "steps">): readonly string[] {
  const commands = step
    .planned(plan, placeholderPool)
    .flatMap(({ command, rules }) => [
      "",
      `On ${command.target}:`,
      "",
      "```",
      showCommand(command),
      "```",
      ...Object.entries(rules).map(([name, rule]) => `\n\`${name}\`: ${rule}.`),
    ]);
  const heading =
    step.number === "" ? text(`steps.${step.id}.title`) : `Step ${step.number}: ${text(`steps.${step.id}.title`)}`;
  return [
    `## ${heading}`,
    "",
    text(`steps.${step.id}.does`),
    "",
    `- Why: ${text(`steps.${step.id}.why`)}`,
    `- What can go wrong: ${text(`steps.${step.id}.wrong`)}`,
    `- If it stops here: ${text(`steps.${step.id}.stops`)}`,
    `- ${text(`ways.${step.way}`)}.`,
    ...pointOfNoReturn(step),
    ...step.precheck.map((check) => checkLine("Before", check)),
    ...step.proof.map((check) => checkLine("Proof", check)),
    ...(commands.length === 0 ? ["", "It sends no command: it only reads."] : commands),
    "",
  ];
}

/** The printed page of a procedure, as docs/procedures/<id>.md holds it. */
export function procedurePage(id: ProcedureId): string {
  const [recommended, otherwise] = ordersOf(id);
  const plan = placeholderPlan(id, recommended);
  const first = stepsOf(id, recommended);
  const second = stepsOf(id, otherwise);
  const swap = id === "failback" ? stepsOf(id, recommended, "log-swap") : [];
  const lanes = procedures[id].stages(recommended).filter((stage) => stage.length > 1);
  const titles = (steps: readonly Step[]) => steps.map((s) => text(`steps.${s.id}.title`)).join(", ");
  return [
    `# ${text(`procedures.${id}`)}`,
    "",
    "<!-- Made by scripts/write-procedures.ts from lib/domain/procedures and messages/en.json. Do not edit. -->",
    "",
    "What stands in angle brackets is read or configured and stands with its real value in every plan.",
    "",
    ...lanes.map((stage) => `Side by side, file after file: ${titles(stage)}.\n`),
    ...(titles(first) === titles(second)
      ? []
      : [
          `In this order: ${titles(first)}.\n`,
          `With "${text(`failover.${otherwise}.title`)}" instead: ${titles(second)}.\n`,
        ]),
    ...(swap.length === 0 ? [] : [`With "${text("failover.log-swap.title")}" instead: ${titles(swap)}.\n`]),
    ...first.flatMap((step) => stepLines(step, plan)),
    ...swap.filter((step) => !first.includes(step)).flatMap((step) => stepLines(step, plan)),
  ].join("\n");
}

/** Where the page of a procedure stands. */
export const pageFile = (id: ProcedureId): string => join(root, "docs/procedures", `${id}.md`);

if (resolve(process.argv[1] ?? "") === fileURLToPath(import.meta.url)) {
  for (const id of Object.keys(procedures) as ProcedureId[]) writeFileSync(pageFile(id), procedurePage(id));
}

// Writes docs/procedures/*.md from the code: node --import tsx scripts/write-procedures.ts
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { showCommand } from "#lib/domain/commands/show-command.ts";
import { procedures, stepsOf } from "#lib/domain/procedures/all.ts";
import type { Check, Order, PinnedPlan, ProcedureId, Step } from "#lib/domain/steps/step.ts";
import { type Pool, poolSchema } from "#lib/domain/topology/pool.ts";
import { root } from "./places.mjs";

const folder = (asServer: string) => ({ asServer, asConsole: asServer, hostedIn: "other" as const });

/** Placeholders where a real plan has the names of an installation. */
const pool: Pool = poolSchema.parse({
  fqdn: "pool.example",
  product: "SkypeForBusiness",
  sites: { home: "<home site>", other: "<other site>" },
  instances: ["home A", "home B", "other A", "other B"].map((duty) => ({
    name: duty.replace(" ", "-"),
    site: duty.split(" ")[0],
    duties: [duty],
    host: "host.example",
    port: 1433,
    credential: "console",
  })),
  folders: {
    backupShare: folder("<backup share>"),
    copyFolder: folder("<copy folder>"),
    mirrorShare: folder("<mirror share>"),
    newLogBackups: folder("<new log backups>"),
  },
  chatServers: [{ fqdn: "chat.example", site: "other" }],
  managementShell: { executable: "powershell.exe" },
  testUsers: { sender: "<test sender>", receiver: "<test receiver>", registrar: "registrar.example" },
  targets: { recoveryPointSeconds: 900, recoveryTimeSeconds: 1800 },
  consoleStandsIn: "third",
});

function planOf(procedure: ProcedureId, order: Order): Omit<PinnedPlan, "steps"> {
  const target = procedure === "failover" ? "<log-shipped instance of the other site>" : "<mirror of the home site>";
  return {
    id: "<plan id>",
    procedure,
    poolFqdn: "<pool>",
    order,
    opposite: ["<each instance of the home site>"],
    target,
    targetMirror: "<second instance of the other site>",
    poolStateIdentity: "<identity as read>",
    activeServers: ["<each chat server to activate>"],
    chatServices: { "<each chat server to activate>": "<chat service as read>" },
    copyJob: "<copy job as read>",
    restoreJob: "<restore job as read>",
    targetSqlFqdn: "<SQL Server as the topology says>",
    targetSqlInstance: "<instance as the topology says>",
    newPrincipal: "Mirror",
    captureId: null,
  };
}

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
    .planned(plan, pool)
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
    `- If it stops here: ${text(`steps.${step.id}.stops`)}`,
    `- ${text(`ways.${step.way}`)}.`,
    ...(step.way === "cannot-be-undone"
      ? [
          `- Asked here: ${text("decisions.point-of-no-return.means")} ${text("plan.opposite.attest")}`,
          `- Immediately before the command: ${text("checks.rule-one.title")} (\`rule-one\`). ${text("checks.rule-one.pass")} Anything else stops it; nobody may go on past it.`,
        ]
      : []),
    ...step.precheck.map((check) => checkLine("Before", check)),
    ...step.proof.map((check) => checkLine("Proof", check)),
    ...(commands.length === 0 ? ["", "It sends no command: it only reads."] : commands),
    "",
  ];
}

/** The printed page of a procedure, as docs/procedures/<id>.md holds it. */
export function procedurePage(id: ProcedureId): string {
  const plan = planOf(id, "users-first");
  const first = stepsOf(id, "users-first");
  const second = stepsOf(id, "protection-first");
  const lanes = procedures[id].stages("users-first").filter((stage) => stage.length > 1);
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
          `With "${text("failover.protection-first.title")}" instead: ${titles(second)}.\n`,
        ]),
    ...first.flatMap((step) => stepLines(step, plan)),
  ].join("\n");
}

/** Where the page of a procedure stands. */
export const pageFile = (id: ProcedureId): string => join(root, "docs/procedures", `${id}.md`);

if (resolve(process.argv[1] ?? "") === fileURLToPath(import.meta.url)) {
  for (const id of Object.keys(procedures) as ProcedureId[]) writeFileSync(pageFile(id), procedurePage(id));
}

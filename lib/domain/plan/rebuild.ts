import { z } from "zod";
import type { Rebuild } from "#lib/domain/steps/failback/pins.ts";
import { type DatabaseWords, saidWords } from "#lib/domain/topology/log-shipping.ts";
import { answerFields, neededWith } from "#lib/domain/uncaptured/answer-fields.ts";
import { newestAnswer } from "#lib/domain/uncaptured/answers.ts";
import { serversIn } from "#lib/domain/uncaptured/parse-answer.ts";
import { type Settled, settlePart } from "#lib/domain/uncaptured/settle-part.ts";
import type { AskedPart } from "#lib/domain/views/plan-view.ts";
import { captured } from "./captured.ts";
import { capturedCompliance } from "./rebuild-compliance.ts";
import { capturedDatabase } from "./rebuild-database.ts";
import { type Known, settledPrimary, settledSecondary } from "./rebuild-said.ts";

const lyncHalf = z.object({ chatService: z.object({ activeServers: z.array(z.string()) }) });

/** Home A first. */
type Sides = { readonly home: readonly string[]; readonly source: string };

/**
 * What a failback rebuilds, read out of the capture. For what nobody captured a person's word counts, then the pool file's, and
 * `said` and `given` say so. `missing` names in words what nobody has: it is never made up (architecture rule 3); `asked` is what the
 * plan's page asks for. Pure.
 */
export function rebuildOf(
  known: Known,
  sides: Sides,
): { readonly rebuild: Rebuild; readonly asked: readonly AskedPart[] } {
  const homeA = sides.home[0] ?? "";
  const half = (instance: string) => known.capture?.halves[`instance:${instance}`];
  const primaries = sides.home.map((instance) => ({
    instance,
    ...settledPrimary(known, { instance, isHomeA: instance === homeA }),
  }));
  const secondary = settledSecondary(known, sides.source);
  const database = settledDatabase(known, sides.home);
  const list = settledList(known);
  const parts = [...primaries.map((p) => p.settled), secondary.settled, database.settled, list.settled].filter(
    (part) => part !== null,
  );
  const { words } = database;
  const rebuild: Rebuild = {
    captureId: known.capture?.id ?? null,
    taken: Object.fromEntries([...sides.home, sides.source].flatMap((i) => (half(i) ? [[i, half(i)?.at ?? ""]] : []))),
    owner: words.owner ?? null,
    trustworthy: words.trustworthy ?? null,
    chaining: words.chaining ?? null,
    files: captured(half(homeA)?.data, "files").map((r) => ({ logical: String(r.logicalName), path: String(r.path) })),
    windowsLogins: captured(half(homeA)?.data, "logins")
      .filter((r) => r.type === "U" || r.type === "G")
      .map((r) => String(r.name)),
    witness: words.mirrored === true ? addressOf(words.witness) : null,
    safety: words.mirrored === true ? (words.safety ?? null) : null,
    wasMirrored: words.mirrored === true,
    compliance: settledCompliance(known, sides.home, words),
    primaries: Object.fromEntries(primaries.flatMap((p) => (p.whole ? [[p.instance, p.whole] as const] : []))),
    secondary: secondary.whole,
    activeServers: list.activeServers,
    given: parts.flatMap((part) => part.given ?? []),
    said: parts.flatMap((part) => part.said ?? []),
    missing: parts.flatMap((part) => part.missing ?? []),
  };
  return { rebuild, asked: parts.flatMap((part) => part.asked ?? []) };
}

function settledDatabase(known: Known, home: readonly string[]) {
  const instance = home[0] ?? "";
  const answer = newestAnswer(known.answers, { part: "database", instance });
  const parsed = saidWords.database.safeParse(answer?.values ?? {});
  const said = parsed.success ? parsed.data : {};
  const file = known.pool.logShipping?.database ?? {};
  const was = capturedDatabase(known.capture, home);
  const words = { ...file, ...said, ...was.words };
  const fields = Object.keys(answerFields.database).filter((field) => !isNeedless(field, words));
  const what = `owner, options and mirroring of mgc on ${instance}`;
  const settled: Settled = settlePart(
    { part: "database", instance, what, isOptional: false, fields, answer },
    { captured: was.knows, said: Object.keys(said), file: Object.keys(file) },
  );
  // A person who said "not mirrored" must be able to take it back, with all that a mirror needs.
  const again = Object.entries(neededWith).flatMap(([field, switchedBy]) =>
    said[switchedBy] === false && !was.knows.includes(switchedBy) ? [field] : [],
  );
  const inOrder = (open: readonly string[]) =>
    Object.keys(answerFields.database).filter((field) => open.includes(field) || again.includes(field));
  const asked = settled.asked && { ...settled.asked, fields: inOrder(settled.asked.fields) };
  return { words, settled: { ...settled, asked } };
}

const isNeedless = (field: string, words: DatabaseWords) => {
  const on = neededWith[field];
  return on !== undefined && words[on] === false;
};
const addressOf = (witness: string | undefined) =>
  witness === undefined || witness.toLowerCase() === "none" ? null : witness;

/** Where mgccomp was mirrored; home's by a person's or the pool file's word where no capture has it. */
function settledCompliance(known: Known, home: readonly string[], words: DatabaseWords) {
  const was = capturedCompliance(known.capture, known.pool);
  if (words.complianceMirrored !== true || was.some((each) => each.site === "home")) return was;
  return [...was, { site: "home" as const, partners: home, witness: addressOf(words.complianceWitness) }];
}

function settledList(known: Known) {
  const lync = lyncHalf.safeParse(known.capture?.halves.lync?.data);
  const answer = newestAnswer(known.answers, { part: "list", instance: "" });
  const text = answer?.values.activeServers;
  const said = typeof text === "string" ? serversIn(text) : null;
  const has = (yes: boolean) => (yes ? ["activeServers"] : []);
  const settled = settlePart(
    {
      part: "list",
      instance: "",
      what: "the list of active servers",
      isOptional: false,
      fields: ["activeServers"],
      answer,
    },
    { captured: has(lync.success), said: has(said !== null), file: has(known.pool.activeInHome.length > 0) },
  );
  return { activeServers: lync.success ? lync.data.chatService.activeServers : said, settled };
}

import made from "./generated/texts.json";

type Pattern = {
  readonly key: string;
  readonly shape: RegExp;
  readonly longest: string;
  readonly names: readonly string[];
};
/** Says a sentence of `said` in the reader's language. */
export type Translate = (key: string, values: Readonly<Record<string, string>>) => string;

const exact = new Map(
  made.said.filter(({ names }) => names.length === 0).map(({ key, parts }) => [parts.join(""), key]),
);
// What has most words of its own fits best: "{what}: it is not there" must not take what another sentence says better.
const patterns: readonly Pattern[] = made.said
  .filter(({ names }) => names.length > 0)
  .map(({ key, parts, names }) => ({ key, names, shape: shapeOf(parts), longest: longestOf(parts) }))
  .sort((a, b) => b.shape.source.length - a.shape.source.length);
/** Longer texts are what a server wrote. */
const longestSaid = 2_000;

function shapeOf(parts: readonly (string | null)[]): RegExp {
  const source = parts.map((part) => (part === null ? "([\\s\\S]*?)" : part.replace(/[.*+?^$()|[\]\\{}]/g, "\\$&")));
  return new RegExp(`^${source.join("")}$`);
}

function longestOf(parts: readonly (string | null)[]): string {
  return parts.reduce<string>((longest, part) => (part !== null && part.length > longest.length ? part : longest), "");
}

/** One text in the reader's words, where it is one of ours; else as it is. What is filled in may be one of ours too. */
function inWords(text: string, t: Translate): string {
  if (text.length > longestSaid || !text.includes(" ")) return text;
  const same = exact.get(text);
  if (same !== undefined) return t(same, {});
  for (const { key, shape, longest, names } of patterns) {
    if (!text.includes(longest)) continue;
    const found = shape.exec(text);
    if (found === null) continue;
    return t(key, Object.fromEntries(names.map((name, i) => [name, inWords(found[i + 1] ?? "", t)])));
  }
  return text;
}

/** What people and servers wrote, and what is sent to them: never put into other words. */
const verbatim = new Set([
  "reason",
  "comment",
  "text",
  "output",
  "lines",
  "line",
  "command",
  "source",
  "name",
  "person",
]);

/** Lists of planned commands: only their rules are ours. */
const planned = new Set(["commands", "reverseByHand"]);

/** The same value with our own sentences in the reader's words, and names of facts too. */
export function withWords<T>(value: T, t: Translate): T {
  return changed(value, t, new Map()) as T;
}

function changed(value: unknown, t: Translate, known: Map<string, string>): unknown {
  if (typeof value === "string") {
    const before = known.get(value);
    if (before !== undefined) return before;
    const after = inWords(value, t);
    known.set(value, after);
    return after;
  }
  if (Array.isArray(value)) return value.map((each) => changed(each, t, known));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const inner = planned.has(key) ? withRules(each, t) : verbatim.has(key) ? each : changed(each, t, known);
      const name = key.includes(" ") ? changed(key, t, known) : key;
      return [String(name), inner];
    }),
  );
}

/** Commands are typed as they are; what a plan says of the values that nobody knows yet is ours. */
function withRules(commands: unknown, t: Translate): unknown {
  if (!Array.isArray(commands)) return commands;
  return commands.map((each) => {
    if (typeof each !== "object" || each === null || !("rules" in each)) return each;
    const rules = Object.entries(each.rules as Readonly<Record<string, string>>);
    return { ...each, rules: Object.fromEntries(rules.map(([name, rule]) => [name, inWords(rule, t)])) };
  });
}

// Sentences that the console's own code says in English where no page stands beside it: errors, what a look found, rules in a plan.
// They are kept and recorded as they were said; a page in another language says them by messages/*.json, `said`.
import { parse } from "@formatjs/icu-messageformat-parser";
import { literalsOf } from "./literals.mjs";
import { sourcesBelow, textOf } from "./sources.mjs";

/** What is sent to servers, read again by a page, kept as data, written into the log only, or is a text of its own kind. */
const elsewhere =
  /\/(testing|commands|generated)\/|fakes|fixture|hostile|adapters\/(auth\/(known|directory|make-auth|seed))|(sql|store)\/(migrate|seal|verify|run-store|history-store|find-text|list-columns|run-query|search-index|run-counts|purge|skip-scan|figure-store|safe-sqlite|triggers|driver)|lib\/(env|topics|runtime)|lib\/web\/|lib\/domain\/languages|sql\/(header-query|instance-lock)|stranded\/transcript\.ts/;
const notSaid =
  /^SELECT |\b(SELECT|FROM|WHERE|EXEC|INSERT|JOIN|DECLARE|CREATE|ALTER|SET)\b.*\b(TABLE|FROM|DATABASE|PARTNER|TRIGGER|INDEX)\b|^Persistent ?Chat (fail(over|back)|\{\})|^run (\{\}|<run>) by |^fail(over|back), |^mgc (tail|safe copy|failback|re-seed)$|^[a-z-]+$|^unreachable, attested|^(engine stopped|lease not|run cut off|PersistentChat log backup|boot \{\} tick|\$found = |param\(|& \(\[scriptblock)/;

/** A literal with at least two words of its own, or an error's text. */
function isSaid(text, literal) {
  const before = text.slice(Math.max(0, literal.at - 80), literal.at).replace(/\s+/g, " ");
  const own = literal.parts.join(" ");
  if (/(from|import\() $|import\($/.test(before) || notSaid.test(literal.parts.join("{}"))) return false;
  const words = own.match(/(?<![\w.\-/])[a-zA-Z’']{2,}(?![\w-]|\.\w)/g) ?? [];
  if (/\.(query|text|has|get)\(\s*$/.test(before)) return false;
  return words.filter((word) => /[a-z]/.test(word)).length >= 2 && own.includes(" ");
}

function nameOf(expression, used) {
  const found = [...expression.replace(/\([^()]*\)|"[^"]*"|`[^`]*`/g, " ").matchAll(/[A-Za-z_]\w*/g)].map(
    ([word]) => word,
  );
  const word =
    found
      .filter((each) => !["join", "map", "length", "ceil", "round", "floor", "stringify", "null"].includes(each))
      .at(-1) ?? "value";
  let name = word;
  for (let i = 2; used.has(name); i++) name = `${word}${i}`;
  used.add(name);
  return name;
}

/** As a message: "{name} is listed twice". */
function messageOf({ parts, expressions }) {
  const used = new Set();
  return parts
    .map((part, i) => {
      const literal = part.replace(/[{}<>]+/g, "'$&'");
      if (i === expressions.length) return literal;
      return `${literal.replace(/'$/, "''")}{${nameOf(expressions[i], used)}}`;
    })
    .join("");
}

/** Every such sentence of lib, each once: the message that it makes. */
export function saidInCode() {
  const found = new Map();
  for (const file of sourcesBelow("lib").filter((path) => !elsewhere.test(path) && !/\.proof\.ts$/.test(path))) {
    const text = textOf(file);
    for (const literal of literalsOf(text).filter((each) => isSaid(text, each))) {
      const shape = literal.parts.join("\u0001");
      if (!found.has(shape)) found.set(shape, { file, parts: literal.parts, message: messageOf(literal) });
    }
  }
  return [...found.values()];
}

/** A message without the names of what is filled in: two that look alike here are one sentence. */
export const shapeOfSaid = (message) =>
  JSON.stringify(parse(message).map((element) => (element.type === 0 ? element.value : 0)));

/** Sentences of the code that en.json lacks, and those of en.json that nobody says any more. */
export function saidProblems(texts) {
  const kept = new Map(
    [...texts].filter(([key]) => key.startsWith("said.")).map(([key, text]) => [shapeOfSaid(text), key]),
  );
  const inCode = saidInCode();
  const shapes = new Set(inCode.map(({ message }) => shapeOfSaid(message)));
  return [
    ...inCode
      .filter(({ message }) => !kept.has(shapeOfSaid(message)))
      .map(
        ({ file, message }) =>
          `${file}: "${message}" is not in en.json below said; run: node scripts/texts/add-said.mjs`,
      ),
    ...[...kept]
      .filter(([shape]) => !shapes.has(shape))
      .map(([, key]) => `messages/en.json: nobody says ${key} any more`),
  ];
}

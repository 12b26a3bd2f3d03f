// Texts: every language has the keys of en.json in the same shape; every key that the code asks for exists; none is left over.
import { flatten, languages, offered, readMessages } from "./messages.mjs";
import { saidProblems } from "./said.mjs";
import { shapeProblems } from "./shape.mjs";
import { sourcesBelow, textOf } from "./sources.mjs";
import { argumentProblems, matcher, usedKeys } from "./used-keys.mjs";

/** Keys that no page asks for, but the printed procedures, the mails or the reports do. */
const elsewhere = ["steps", "procedures", "ways", "run.prices", "said", "mail"];

function codeProblems(source) {
  const keys = [...source.keys()];
  const files = ["app", "components", "lib/web"].flatMap(sourcesBelow);
  const used = files.map((file) => ({ file, patterns: usedKeys(textOf(file)) }));
  const unknown = used.flatMap(({ file, patterns }) =>
    patterns
      .filter((pattern) => !keys.some(matcher([pattern])))
      .map((pattern) => `${file}: ${pattern} is not in en.json`),
  );
  const isUsed = matcher([...elsewhere, ...used.flatMap(({ patterns }) => patterns)]);
  const left = keys.filter((key) => !isUsed(key)).map((key) => `messages/en.json: nothing asks for ${key}`);
  return [
    ...unknown,
    ...left,
    ...files.flatMap((file) => argumentProblems(textOf(file), source).map((problem) => `${file}: ${problem}`)),
  ];
}

function languageProblems(language, source) {
  const texts = new Map(flatten(readMessages(language)));
  const file = `messages/${language}.json`;
  return [
    ...[...source.keys()].filter((key) => !texts.has(key)).map((key) => `${file}: ${key} is missing`),
    ...[...texts.keys()].filter((key) => !source.has(key)).map((key) => `${file}: ${key} is not in en.json`),
    ...[...texts].flatMap(([key, text]) =>
      source.has(key)
        ? shapeProblems(source.get(key), text, language).map((problem) => `${file}: ${key} ${problem}`)
        : [],
    ),
  ];
}

/** Everything wrong with the texts, one line each. A language without a file is not offered, and not checked. */
export function messageProblems(only = languages) {
  const source = new Map(flatten(readMessages("en")));
  return [
    ...offered()
      .filter((each) => only.includes(each))
      .flatMap((language) => languageProblems(language, source)),
    ...codeProblems(source),
    ...saidProblems(source),
  ];
}

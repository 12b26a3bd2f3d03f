import { expect, test } from "vitest";
import { argumentProblems, matcher, usedKeys } from "./used-keys.mjs";

test("finds the keys that a source asks for, each below the translator that stands above it", () => {
  const text = `
    const [t, x, list] = await Promise.all([getTranslations("run"), other(1, 2), getTranslations("history.list")]);
    t("title"); t.rich("note", {}); t(\`x.\${y}\`); list("a"); t(open ? "open" : "shut");
    function B() { const t = useTranslations("plan"); return t("title"); }
    function C() { const t = useTranslations("steps"); return textOr(t, \`\${id}.title\`, id); }`;
  expect(usedKeys(text)).toEqual([
    "run.title",
    "run.note",
    `run.x.\${y}`,
    "run.open",
    "run.shut",
    "plan.title",
    `steps.\${id}.title`,
    "history.list.a",
  ]);
});

test("takes the whole namespace where nobody can tell the key", () => {
  expect(usedKeys('const t = useTranslations("run"); t(key);')).toEqual(["run"]);
  expect(usedKeys('const t = useTranslations("run"); words(t);')).toEqual(["run"]);
  expect(usedKeys("const t = useTranslations(); words(t);")).toEqual([""]);
  expect(usedKeys('const t = useTranslations(); t("run.title");')).toEqual(["run.title"]);
});

test("an open place stands for anything, a key also for what lies below it", () => {
  const fits = matcher([`verdict.\${kind}.word`, "steps"]);
  expect(["verdict.at-risk.word", "verdict.at-risk.title", "steps.prepare.title", "step"].map(fits)).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test("misses an argument and a tag that a source does not give", () => {
  const texts = new Map([
    ["a.one", "{n, plural, one {# of {all}} other {#}} in <code>{place}</code>"],
    ["a.two", "plain"],
  ]);
  const source =
    'const t = useTranslations("a"); t.rich("one", { n: 1, code: (c) => <i>{c}</i> }); t("two"); t("one", values);';
  expect(argumentProblems(source, texts)).toEqual(["a.one needs all", "a.one needs place"]);
});

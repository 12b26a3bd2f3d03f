// docs/proof.md: what was proven on which commit, how long it took, and how often everything was reached. Only what really ran.

const kinds = [
  ["fault", "Faults"],
  ["world", "What the world did beside the wire"],
  ["act", "Acts begun"],
  ["decision", "Questions asked"],
  ["choice", "Answers given"],
  ["transition", "Changes of a run's status"],
  ["move", "Moves of people"],
  ["end", "Ends of stories"],
  ["story", "Stories by procedure"],
];

const minutes = (ms) => (ms < 60_000 ? `${Math.round(ms / 1_000)} s` : `${(ms / 60_000).toFixed(1)} min`);
const cell = (text) => String(text).replaceAll("|", "\\|");

/** Sums over the parts that ended well. */
export function sumOf(results) {
  const counts = {};
  for (const { counts: some } of results)
    for (const [key, n] of Object.entries(some ?? {})) counts[key] = (counts[key] ?? 0) + n;
  return counts;
}

/** What was expected and not reached, once every story was told; until then nothing. */
export function neverReached(parts) {
  const stories = parts.filter(({ file }) => file.endsWith("stories.proof.ts")).map(({ result }) => result);
  if (!stories.every((result) => result?.ok)) return [];
  return Object.entries(sumOf(stories)).flatMap(([key, n]) => (n === 0 ? [key] : []));
}

function tables(counts) {
  const keys = Object.keys(counts).sort();
  const known = kinds.flatMap(([kind]) => keys.filter((key) => key.startsWith(`${kind} `)));
  const rest = keys.filter((key) => !known.includes(key));
  const table = (title, rows) =>
    rows.length === 0
      ? ""
      : `### ${title}\n\n| | times |\n| --- | ---: |\n${rows.map(([what, n]) => `| ${cell(what)} | ${n.toLocaleString("en-US")} |`).join("\n")}\n`;
  const named = kinds.map(([kind, title]) =>
    table(
      title,
      keys.filter((key) => key.startsWith(`${kind} `)).map((key) => [key.slice(kind.length + 1), counts[key]]),
    ),
  );
  return [
    ...named,
    table(
      "Other",
      rest.map((key) => [key, counts[key]]),
    ),
  ]
    .filter((text) => text !== "")
    .join("\n");
}

/** The page. `parts` carry their result or null; `proven` says of which sources. */
export function reportOf({ proven, parts, machine }) {
  const ended = parts.flatMap(({ result }) => (result ? [result] : []));
  const failed = ended.filter((r) => !r.ok);
  const open = parts.filter(({ result }) => result === null);
  const files = [...new Set(parts.map(({ file }) => file))];
  const rows = files.map((file) => {
    const here = parts.filter((p) => p.file === file);
    const done = here.flatMap(({ result }) => (result ? [result] : []));
    const took = done.reduce((sum, r) => sum + r.durationMs, 0);
    const good = done.filter((r) => r.ok).length;
    return `| \`${file}\` | ${here.length} | ${good} | ${done.length - good} | ${here.length - done.length} | ${done.length === 0 ? "" : minutes(took)} |`;
  });
  const seeds = ended
    .filter((r) => r.ok)
    .flatMap((r) => /from seed (\d+) on/.exec(r.name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  const list = (some) => some.map(({ file, name }) => `- \`${file}\`: ${name}`).join("\n");
  const briefly = files.flatMap((file) => {
    const here = open.filter((p) => p.file === file);
    const isWhole = here.length > 1 && here.length === parts.filter((p) => p.file === file).length;
    return isWhole ? [`- \`${file}\`: all ${here.length} parts`] : here.map(({ name }) => `- \`${file}\`: ${name}`);
  });
  const days = ended.map((r) => r.startedAt).sort();
  return [
    "# What was proven",
    "",
    `Made by \`npm run proof\` (\`scripts/proof.mjs\`); nothing here is written by hand. Commit ${proven.commit}${proven.isChanged ? ", **with changes that no commit holds**" : ""}.`,
    `${days.length === 0 ? "Nothing ran." : `From ${days[0]} to ${days.at(-1)}`}; ${machine}.`,
    "",
    `${ended.length - failed.length} of ${parts.length} parts held, ${failed.length} did not, ${open.length} were not run on this commit. Together they took ${minutes(ended.reduce((sum, r) => sum + r.durationMs, 0))}.`,
    "",
    seeds.length === 0
      ? "No story was told."
      : `Stories: ${seeds.length * 500} in ${seeds.length} rows of 500, seeds ${rangesOf(seeds)}.`,
    "",
    "| proof | parts | held | failed | not run | took |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...rows,
    "",
    ...(failed.length === 0 ? [] : ["## What did not hold", "", list(failed), ""]),
    ...(open.length === 0 ? [] : ["## Not run on this commit", "", ...briefly, ""]),
    "## How often everything was reached",
    "",
    "Stories, fault matrix and kill-anywhere, over fake servers, together. What stands at 0 was expected and not reached.",
    "",
    tables(sumOf(ended.filter((r) => r.ok))),
  ].join("\n");
}

/** Rows of 500 seeds that follow each other, as ranges. */
function rangesOf(seeds) {
  const ranges = [];
  for (const seed of seeds) {
    const last = ranges.at(-1);
    if (last && last.to + 1 === seed) last.to = seed + 499;
    else ranges.push({ from: seed, to: seed + 499 });
  }
  return ranges.map(({ from, to }) => `${from} to ${to}`).join(", ");
}

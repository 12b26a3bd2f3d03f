// The parts of npm run proof: every test of every *.proof.ts, every look at pages in a browser, and what is kept of each that has ended, by commit.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { runQuietly } from "../children.mjs";
import { root, tools } from "../places.mjs";

/** What runs without a lab first; what needs one, and processes to kill, afterwards. */
const order = ["lib/engine/stories", "lib/engine/fault-matrix", "lib/engine/kill-anywhere", "lib/", "e2e/"];
const rank = (file) => order.findIndex((start) => file.startsWith(start));

/** Every test of every proof, in the order in which they run, then the looks: { file, name, isLook }. Listed once for each state of the sources. */
export async function allParts(folder) {
  const known = join(folder, "parts.json");
  if (existsSync(known)) return JSON.parse(readFileSync(known, "utf8"));
  const env = { ...process.env, PROOF: "1" };
  const args = [tools.vitest, "list", "--json", "--staticParse=false", "--no-file-parallelism"];
  const { code, said } = await runQuietly(process.execPath, args, { env });
  const at = said.indexOf("[\n");
  if (code !== 0 || at < 0) throw new Error(`the proofs could not be listed:\n${said}`);
  const listed = JSON.parse(said.slice(at, said.lastIndexOf("]") + 1));
  const parts = listed.map(({ file, name }) => ({
    file: relative(root, file).replaceAll("\\", "/"),
    name,
    isLook: false,
  }));
  parts.sort((a, b) => rank(a.file) - rank(b.file) || a.file.localeCompare(b.file));
  const all = [...parts, ...(await looks(env))];
  writeFileSync(known, JSON.stringify(all));
  return all;
}

/** Every look at pages, each told for itself. */
async function looks(env) {
  const { code, said } = await runQuietly(process.execPath, [tools.playwright, "test", "--list", "--reporter=json"], {
    env,
  });
  const at = said.indexOf("{\n");
  if (code !== 0 || at < 0) throw new Error(`the looks could not be listed:\n${said}`);
  const { suites } = JSON.parse(said.slice(at, said.lastIndexOf("}") + 1));
  return suites.flatMap(({ specs }) =>
    specs.map(({ file, title }) => ({ file: `e2e/${file}`, name: title, isLook: true })),
  );
}

const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });

/** What is proven: the commit, and a mark when files differ from it. What proofs write themselves (docs) does not count. */
export function whatIsProven() {
  try {
    const commit = git("rev-parse", "--short=12", "HEAD").trim();
    const changed =
      git("diff", "HEAD", "--", ".", ":!docs") + git("ls-files", "--others", "--exclude-standard", "--", ".", ":!docs");
    if (changed === "") return { commit, isChanged: false, key: commit };
    return {
      commit,
      isChanged: true,
      key: `${commit}-${createHash("sha256").update(changed).digest("hex").slice(0, 8)}`,
    };
  } catch {
    return { commit: "not known: no git here", isChanged: false, key: "no-commit" };
  }
}

/** Where the results of one state of the sources are kept. */
export function keptIn(key) {
  const folder = join(root, ".data/proof", key);
  mkdirSync(folder, { recursive: true });
  return folder;
}

const fileOf = (folder, part) =>
  join(folder, `${createHash("sha256").update(`${part.file} ${part.name}`).digest("hex").slice(0, 16)}.json`);

/** What is known of a part; null when it has not ended. */
export function resultOf(folder, part) {
  const file = fileOf(folder, part);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

/** Keeps how a part ended. */
export function keep(folder, part, result) {
  writeFileSync(fileOf(folder, part), `${JSON.stringify({ ...part, ...result }, null, 1)}\n`);
}

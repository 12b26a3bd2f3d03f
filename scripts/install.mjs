// Brings node_modules up to the lock, then goes on under the Node that comes with it.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { leave, run } from "./children.mjs";
import { npmCli, projectNode, root } from "./places.mjs";

const mark = join(root, "node_modules/.installed-lock");
const wantedMajor = 22;

function lockHash() {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  for (const name of ["package.json", "package-lock.json"]) {
    if (existsSync(join(root, name))) hash.update(readFileSync(join(root, name)));
  }
  return hash.digest("hex");
}

function npm(...args) {
  return run(process.execPath, [npmCli(), ...args, "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
}

/** Installs the dependencies when the lock is not the one that was installed last. */
export async function installIfNeeded() {
  const wanted = lockHash();
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted && existsSync(projectNode)) return;
  console.log("installing dependencies …");
  // Windows cannot delete the program that is running: npm ci would.
  const runsFromModules = process.platform === "win32" && process.execPath.startsWith(join(root, "node_modules"));
  const clean = runsFromModules || !existsSync(join(root, "package-lock.json")) ? 1 : await npm("ci");
  if (clean !== 0) {
    if (!runsFromModules) console.log("npm ci did not work; trying npm install …");
    const code = await npm("install", "--no-save");
    if (code !== 0) throw new Error(`npm install ended with code ${code}`);
  }
  writeFileSync(mark, lockHash());
}

/** Goes on as the same script under the project's Node; gives false when this already is a Node that will do. */
export async function continueUnderProjectNode() {
  if (Number(process.versions.node.split(".")[0]) >= wantedMajor) return false;
  const code = await run(projectNode, process.argv.slice(1));
  await leave(code);
  return true;
}

// Generates the database client and builds the pages, the latter only when a source has changed since the last build.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, runQuietly } from "./children.mjs";
import { root, tools } from "./places.mjs";

const sources = [
  "app",
  "components",
  "lib",
  "messages",
  "prisma",
  "public",
  "instrumentation.ts",
  "next.config.js",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "proxy.ts",
];
const mark = join(root, ".next/build-mark");
const quiet = { CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1", NEXT_TELEMETRY_DISABLED: "1" };

function filesBelow(path) {
  if (!existsSync(join(root, path))) return [];
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path))
    .filter((name) => name !== "generated" && !/\.test\.tsx?$/.test(name) && !name.endsWith(".d.json.ts"))
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`));
}

function sourceHash() {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(filesBelow)) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

/** Writes lib/adapters/store/generated, and what the build makes of the texts. */
export async function generateClient() {
  const env = { ...process.env, ...quiet };
  const { code, said } = await runQuietly(process.execPath, [tools.prisma, "generate", "--no-hints"], { env });
  if (code !== 0) console.error(said);
  if (code !== 0) throw new Error(`prisma generate ended with code ${code}`);
  const { writeTexts } = await import("./texts/write.mjs"); // needs the dependencies
  writeTexts();
}

/** Builds the pages; gives false when the build failed. */
export async function buildIfChanged() {
  const wanted = sourceHash();
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return true;
  console.log("building the pages …");
  const code = await run(process.execPath, [tools.next, "build"], {
    env: { ...process.env, ...quiet, NODE_ENV: "production" },
  });
  if (code === 0) writeFileSync(mark, wanted);
  return code === 0;
}

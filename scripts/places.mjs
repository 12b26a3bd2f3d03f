// Where things are. Everything here must run on any Node from 18 on, before anything is installed.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

export const tools = {
  biome: join(root, "node_modules/@biomejs/biome/bin/biome"),
  next: join(root, "node_modules/next/dist/bin/next"),
  playwright: join(root, "node_modules/@playwright/test/cli.js"),
  prisma: join(root, "node_modules/prisma/build/index.js"),
  tsc: join(root, "node_modules/typescript/bin/tsc"),
  vitest: join(root, "node_modules/vitest/vitest.mjs"),
};

/** The Node 22 that comes with the dependencies. */
export const projectNode = join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");

/** npm's own script, so that no shell and no npm.cmd is needed. */
export function npmCli() {
  const besideNode = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath ?? "",
    join(besideNode, "node_modules/npm/bin/npm-cli.js"),
    join(besideNode, "../lib/node_modules/npm/bin/npm-cli.js"),
    ...(process.env.PATH ?? "")
      .split(process.platform === "win32" ? ";" : ":")
      .flatMap((folder) => [
        join(folder, "node_modules/npm/bin/npm-cli.js"),
        join(folder, "../lib/node_modules/npm/bin/npm-cli.js"),
        join(folder, "../share/nodejs/npm/bin/npm-cli.js"),
      ]),
  ];
  const found = candidates.find((file) => file.endsWith("npm-cli.js") && existsSync(file));
  if (found === undefined) throw new Error("npm was not found beside Node; start this with `npm start` or `npm test`");
  return found;
}

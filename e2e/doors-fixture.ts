import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Action } from "./doors.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const sources = readdirSync(join(root, "app"), { recursive: true, encoding: "utf8" }).map(
  (name) => `app/${name.replaceAll("\\", "/")}`,
);
const isServerFile = (path: string) => /^\s*["']use server["']/m.test(readFileSync(join(root, path), "utf8"));

/** What app/ really holds. */
export const found = {
  pages: sources.filter((path) => /\/page\.(tsx?|jsx?|mdx)$/.test(path)),
  routes: sources.filter((path) => /\/route\.(tsx?|jsx?)$/.test(path)),
  actionFiles: sources.filter((path) => /\.(tsx?|jsx?)$/.test(path) && isServerFile(path)),
};

type Manifest = {
  readonly node: Readonly<Record<string, { readonly filename: string; readonly exportedName: string }>>;
};

/** Every action of the build, by "file#export": the id a browser sends. */
export function actionIds(): Readonly<Record<string, string>> {
  const manifest = JSON.parse(
    readFileSync(join(root, ".next/server/server-reference-manifest.json"), "utf8"),
  ) as Manifest;
  return Object.fromEntries(
    Object.entries(manifest.node).map(([id, { filename, exportedName }]) => [`${filename}#${exportedName}`, id]),
  );
}

/** Sends an action as React does in the browser: the state before, and the form. */
export function callAction(
  base: string,
  id: string,
  options: { readonly action: Action; readonly headers: Readonly<Record<string, string>> },
): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(options.action.input)) body.append(`_1_${name}`, value);
  body.append("0", '[null,"$K1"]');
  return fetch(`${base}${options.action.at}`, {
    method: "POST",
    headers: { "next-action": id, ...options.headers },
    body,
    redirect: "manual",
  });
}

/** Files that a browser gets from the build. */
export function clientFiles(): readonly { readonly path: string; readonly text: string }[] {
  const folder = join(root, ".next/static");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(js|css|map|json|txt)$/.test(name))
    .map((name) => ({ path: name, text: readFileSync(join(folder, name), "utf8") }));
}

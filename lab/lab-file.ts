import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** `<LAB_DIR>/lab.json`: where the lab of this folder is to be found. Ports stay over a restart. */
export type LabFile = {
  readonly pid: number;
  readonly controlUrl: string;
  readonly shellUrl: string;
  readonly ports: Readonly<Record<string, number>>;
};

export function readLabFile(dir: string): LabFile | null {
  let text: string;
  try {
    text = readFileSync(join(dir, "lab.json"), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  const value: Partial<LabFile> = JSON.parse(text);
  if (typeof value.controlUrl !== "string" || typeof value.shellUrl !== "string") return null;
  return { pid: value.pid ?? 0, controlUrl: value.controlUrl, shellUrl: value.shellUrl, ports: value.ports ?? {} };
}

/** Complete or absent, never half written; secrets are for the owner alone. */
export function writeWhole(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.writing`, text, { mode });
  renameSync(`${path}.writing`, path);
}

export function writeLabFile(dir: string, file: LabFile): void {
  writeWhole(join(dir, "lab.json"), `${JSON.stringify(file, null, 2)}\n`);
}

import type { LogFile } from "./report-view.ts";

/** Of files that came along the summary shows the newest, of those that did not the oldest, with which the loss begins. */
const newest = 10;
const mostLeft = 100;

/** The log backups that a summary names; all of them stand in the whole report. Pure. */
export function shownFiles(files: readonly LogFile[]): readonly LogFile[] {
  const left = new Set(files.filter((file) => file.fate === "not-applied").slice(0, mostLeft));
  return files.filter((file, i) => left.has(file) || (file.fate !== "not-applied" && i >= files.length - newest));
}

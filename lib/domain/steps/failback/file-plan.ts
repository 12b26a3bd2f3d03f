import { win32 } from "node:path";
import type { DatabaseFile } from "#lib/domain/commands/failback-observations.ts";
import type { Move } from "#lib/domain/commands/restore-full.ts";
import { AppError } from "#lib/domain/errors.ts";

type Known = {
  /** The files of the copy that is backed up. */
  readonly listed: readonly DatabaseFile[];
  /** Where the restoring instance has mgc now. */
  readonly now: readonly DatabaseFile[];
  /** Where it had it when it was captured. */
  readonly captured: readonly Move[];
  /** Where it keeps master: the default of the restore dialog. */
  readonly master: readonly DatabaseFile[];
};

/** One place per file, never taken from the other instance's own paths (3156, 5133): where it is, where it was, else beside master. Pure. */
export function planMoves(known: Known): readonly Move[] {
  return known.listed.map((file) => {
    const here = known.now.find((f) => same(f.logicalName, file.logicalName))?.path;
    const before = known.captured.find((f) => same(f.logical, file.logicalName))?.path;
    const beside = known.master.find((f) => f.kind === file.kind) ?? known.master[0];
    const fallback = win32.join(win32.dirname(beside?.path ?? file.path), win32.basename(file.path));
    return { logical: file.logicalName, path: here ?? before ?? fallback };
  });
}

/** Gives the files inside a backup when they are those that the plan has places for. @throws AppError "refused" otherwise: a new plan is needed */
export function filesAsPlanned(
  listed: readonly DatabaseFile[],
  planned: readonly Move[],
): { readonly files: readonly DatabaseFile[] } {
  const names = (all: readonly string[]) =>
    all
      .map((n) => n.toLowerCase())
      .sort()
      .join(", ");
  const [inside, wanted] = [names(listed.map((f) => f.logicalName)), names(planned.map((m) => m.logical))];
  if (inside !== wanted)
    throw new AppError(
      "refused",
      `the backup holds the files ${inside}; the plan has places for ${wanted}. Make a new plan.`,
    );
  return { files: listed };
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

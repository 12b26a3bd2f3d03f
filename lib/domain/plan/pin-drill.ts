import { win32 } from "node:path";
import { readTakenFulls } from "#lib/domain/commands/drill-observations.ts";
import { type DatabaseFile, readFileList, readFilePlaces } from "#lib/domain/commands/failback-observations.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { DrillPins } from "#lib/domain/steps/drill/pins.ts";
import { planMoves } from "#lib/domain/steps/failback/file-plan.ts";
import { type PlanLooks, type Side, see } from "./looks.ts";

type Where = { readonly source: string; readonly target: string };
export type DrillFound = { readonly pins: DrillPins; readonly listed: readonly DatabaseFile[] };

/** The home instance whose mgc serves, and the other site's first instance. @throws AppError "refused" while one of them does not */
export function drillPlaces(looks: PlanLooks, at: { readonly home: Side; readonly other: Side }): Where {
  const { sites } = looks.pool;
  const serving = at.home.find((s) => s.database.value?.writable);
  const target = at.other.find((s) => s.instance.duties.includes("other A"));
  if (!serving)
    throw new AppError(
      "refused",
      `no instance in ${sites.home} answers with mgc writable: its msdb says which backups there are. Make it answer first.`,
    );
  if (!target || target.database.error !== null)
    throw new AppError(
      "refused",
      `${target?.instance.name ?? "other A"} does not answer: ${target?.database.error ?? "it is not in the pool file"}. A drill restores there.`,
    );
  return { source: serving.instance.name, target: target.instance.name };
}

/**
 * Finds the newest full backup that the other instance reads itself, and a place for each of its files under names of the drill's
 * own. Only reads. @throws AppError "refused" when it can read none of them, with each reason
 */
export async function pinDrill(looks: PlanLooks, { source, target }: Where): Promise<DrillFound> {
  const { sql } = looks.ports;
  const reasons: string[] = [];
  for (const taken of await readTakenFulls(sql, source)) {
    const seen = await see(sql.readHeaders(target, taken.file));
    const header = seen.value?.find((h) => h.backupSetGuid.toUpperCase() === taken.backupSetGuid.toUpperCase());
    if (!header || header.isDamaged) {
      reasons.push(`${taken.file}: ${seen.error ?? (header ? "damaged" : "another backup set")}`);
      continue;
    }
    const { position, backupSetGuid, firstLsn, lastLsn, recoveryForkId } = header;
    const listed = await readFileList(sql, target, { file: taken.file, position });
    const full = { file: taken.file, position, backupSetGuid, firstLsn, lastLsn, recoveryForkId };
    const moves = await drillMoves(looks, { target, listed });
    const { backupShare, mirrorShare } = looks.pool.folders;
    const places = [backupShare, mirrorShare].map((f) => `${f.asServer.replace(/\\+$/, "")}\\`);
    return { pins: { source, full, fullFinished: taken.finished, moves, places }, listed };
  }
  throw new AppError(
    "refused",
    `${target} can read no full backup of mgc that ${source} knows of (${reasons.join("; ") || "it knows of none"}). Back mgc up on ${source} to a share that ${target} reads, then plan the drill again.`,
  );
}

/** Beside the files that mgc, else master, has there now, under names that carry the plan's id. */
async function drillMoves(
  { ports, planId }: PlanLooks,
  at: { readonly target: string; readonly listed: readonly DatabaseFile[] },
): Promise<DrillPins["moves"]> {
  const [now, master] = await Promise.all([
    readFilePlaces(ports.sql, at.target, "mgc"),
    readFilePlaces(ports.sql, at.target, "master"),
  ]);
  return planMoves({ listed: at.listed, now, captured: [], master }).map(({ logical, path }) => ({
    logical,
    path: win32.join(win32.dirname(path), `mgc_drill_${planId}_${win32.basename(path)}`),
  }));
}

import { folderQuery, folderRow, folderThereQuery, folderThereRow } from "#lib/domain/commands/queries/discovery.ts";
import type { Draft, DraftInstance } from "#lib/domain/topology/draft.ts";
import type { FolderId } from "#lib/domain/topology/pool.ts";
import type { Probe } from "#lib/domain/topology/probe-port.ts";
import { messageOf, notTried, result, type TestResult } from "./result.ts";

/** Whose SQL Server works with a folder: it looks with its own account. */
const usedBy: Readonly<Record<FolderId, readonly string[]>> = {
  backupShare: ["home A", "home B", "other A"],
  copyFolder: ["other A"],
  mirrorShare: ["other A", "other B"],
  newLogBackups: ["other A", "other B"],
};

/** How often it is looked: a live folder changes between two looks, a log backup is renamed when it is whole. */
const looks = 3;

/** One folder as SQL Server sees it, as the console sees it, and whether that is one and the same. Only reads. */
export async function testFolder(probe: Probe, draft: Draft, id: FolderId): Promise<readonly TestResult[]> {
  const folder = draft.folders[id];
  const target = folder.asServer || id;
  const users = draft.instances
    .map((instance, place) => ({ instance, place }))
    .filter(({ instance }) => instance.duties.split(", ").some((duty) => usedBy[id].includes(duty)));
  for (let look = 1; ; look++) {
    const own = await fromConsole(probe, { id, target, path: folder.asConsole });
    const servers = await Promise.all(
      folder.asServer === "" ? [] : users.map((user) => fromServer(probe, { ...user, path: folder.asServer })),
    );
    const same = sameFolder(target, own.names, servers);
    if (same.verdict === "fail" && look < looks) continue;
    const results = servers.map(({ test }) => test);
    return [...(results.length === 0 ? notTried(target, ["server-side"]) : results), own.test, same];
  }
}

type Seen = { readonly test: TestResult; readonly names: readonly string[] | null };

async function fromConsole(
  probe: Probe,
  at: { readonly id: string; readonly target: string; readonly path: string },
): Promise<Seen> {
  const stage = "console-side";
  const { target, path } = at;
  if (path === "") return { test: result({ target, stage, verdict: "not-tried" }), names: null };
  try {
    const names = (await probe.list(at.id)).map(({ name }) => name);
    return { test: result({ target: path, stage, verdict: "pass", said: String(names.length) }), names };
  } catch (e) {
    return { test: result({ target: path, stage, verdict: "fail", said: messageOf(e) }), names: null };
  }
}

async function fromServer(
  probe: Probe,
  at: { readonly instance: DraftInstance; readonly place: number; readonly path: string },
): Promise<Seen> {
  const line = `${at.place}|operate`;
  const target = `${at.path} (${at.instance.name || at.instance.host})`;
  const stage = "server-side";
  if (at.instance.host === "" || at.instance.port === "" || at.instance.credential === "")
    return { test: result({ target, stage, verdict: "not-tried" }), names: null };
  try {
    const [there] = await probe.read(folderThereQuery(line, at.path), folderThereRow);
    if (there?.isFolder !== true)
      return { test: result({ target, stage, verdict: "fail", said: "SQL Server sees no such folder" }), names: null };
    const rows = await probe.read(folderQuery(line, at.path), folderRow);
    const names = rows.filter(({ file }) => file === 1).map(({ subdirectory }) => subdirectory);
    return { test: result({ target, stage, verdict: "pass", said: String(names.length) }), names };
  } catch (e) {
    return { test: result({ target, stage, verdict: "unknown", said: messageOf(e) }), names: null };
  }
}

/** A name that both see proves it; two empty folders prove nothing, and two that share nothing are two folders. */
function sameFolder(target: string, own: readonly string[] | null, servers: readonly Seen[]): TestResult {
  const stage = "same-folder";
  const seen = servers.flatMap(({ names }) => (names === null ? [] : [names]));
  if (own === null || seen.length === 0) return result({ target, stage, verdict: "not-tried" });
  const mine = new Set(own.map((name) => name.toLowerCase()));
  const common = seen.map((names) => names.filter((name) => mine.has(name.toLowerCase())).length);
  if (common.every((count) => count > 0))
    return result({ target, stage, verdict: "pass", said: String(Math.min(...common)) });
  const isEmpty = mine.size === 0 || seen.some((names) => names.length === 0);
  return result({
    target,
    stage,
    verdict: isEmpty ? "unknown" : "fail",
    said: isEmpty ? "an empty folder proves nothing" : "the two sides see different files",
  });
}

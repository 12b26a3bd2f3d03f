import { believed, type Check, type CheckContext, judged } from "#lib/domain/health/check.ts";
import type { FolderId } from "#lib/domain/topology/pool.ts";
import { copies, every } from "./pool-parts.ts";

const ids = ["backupShare", "copyFolder", "mirrorShare", "newLogBackups"] as const satisfies readonly FolderId[];

/** The folders of the pool file. Source: dba-notes 27, issue 1. */
export const folderChecks: readonly Check[] = [
  {
    id: "folder-answers",
    family: "folders",
    everySeconds: every.share,
    cost: "listing",
    threshold: null,
    needed: ["failover", "switchover", "failback"],
    judge: (ctx) =>
      ids.map((id) => {
        const { asServer } = ctx.pool.folders[id];
        const seen = believed(ctx, ctx.seen.folders[id], { target: asServer, everySeconds: every.share });
        if ("unknown" in seen) return { ...seen.unknown, facts: { folder: id, ...seen.unknown.facts } };
        const facts = { folder: id, files: seen.value.length, "written by, last 24 h": writtenBy(ctx, id) };
        return judged(asServer, "good", facts, seen.at);
      }),
  },
  {
    id: "folder-place",
    family: "folders",
    everySeconds: every.share,
    cost: "none",
    threshold: null,
    needed: ["failover"],
    // What stands in home is lost with home; the copy folder must be where the other copy can read it.
    judge: (ctx) =>
      ids.map((id) => {
        const { asServer, hostedIn } = ctx.pool.folders[id];
        const isWrong = id === "copyFolder" ? hostedIn !== "other" : hostedIn === "home";
        const state = !isWrong ? "good" : id === "backupShare" ? "warning" : "bad";
        return judged(asServer, state, { folder: id, "hosted in": hostedIn }, ctx.now);
      }),
  },
];

/**
 * Who has really written there, as the instances' own histories say: that somebody may write shows in that he did. Rights on a share are
 * the file server's, and the console cannot read them.
 */
function writtenBy(ctx: CheckContext, id: (typeof ids)[number]): string {
  const { copyFolder, [id]: folder } = ctx.pool.folders;
  const copied = ctx.seen.logShipping.value?.lastCopiedFile ?? null;
  if (folder === copyFolder) return copied === null ? "nobody" : `log shipping's copy job: ${copied}`;
  const place = `${folder.asServer.replace(/\\+$/, "")}\\`.toLowerCase();
  const writers = copies(ctx).flatMap(({ name }) => {
    const rows = ctx.seen.work[name]?.value?.recentBackups;
    const own = rows?.kind === "read" ? rows.value.filter(({ file }) => file?.toLowerCase().startsWith(place)) : [];
    return [...new Set(own.map(({ userName }) => `${userName ?? "not known"} on ${name}`))];
  });
  return writers.join(", ") || "nobody";
}

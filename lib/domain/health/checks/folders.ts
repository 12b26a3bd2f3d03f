import { shareOf } from "#lib/domain/commands/queries/health/share-rights.ts";
import { believed, type Check, type CheckContext, type Judgement, judged } from "#lib/domain/health/check.ts";
import { isOpenToAll, type ShareRights, writersIn } from "#lib/domain/health/share-rights.ts";
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
  {
    id: "folder-writers",
    family: "folders",
    everySeconds: every.parity,
    cost: "cmdlet",
    threshold: null,
    needed: [],
    judge: (ctx) => ids.map((id) => writersOf(ctx, id)),
  },
];

/** Who may write there: the share's own list and the folder's. Everybody in both is a door for whoever would forge or delete a backup. */
function writersOf(ctx: CheckContext, id: (typeof ids)[number]): Judgement {
  const target = ctx.pool.folders[id].asServer;
  if (shareOf(target) === null)
    return judged(target, "not-available", { folder: id, why: "a path of the instance's own, on no share" }, null);
  const seen = believed(ctx, ctx.seen.shareRights[id], { target, everySeconds: every.parity });
  if ("unknown" in seen) return { ...seen.unknown, facts: { folder: id, ...seen.unknown.facts } };
  const { share, folder } = seen.value;
  const facts = { folder: id, "may write, by the share": shown(share), "may write, by the folder": shown(folder) };
  const lists = [share, folder].flatMap((list) => (list.kind === "read" ? [writersIn(list.value).allowed] : []));
  if (lists.some((accounts) => accounts.length === 0)) return judged(target, "bad", facts, seen.at);
  // A Windows before 2012 cannot be asked for the share's list: the folder's stands alone.
  const isKnown = folder.kind === "read" && (share.kind === "read" || share.kind === "not-available");
  if (!isKnown) return judged(target, "unknown", facts, seen.at);
  return judged(target, lists.every(isOpenToAll) ? "warning" : "good", facts, seen.at);
}

function shown(list: ShareRights["share"]): string {
  if (list.kind === "not-visible") return `not visible with these rights: ${list.why}`;
  if (list.kind !== "read") return list.why;
  const { allowed, denied } = writersIn(list.value);
  return (allowed.join(", ") || "nobody") + (denied.length > 0 ? `; denied: ${denied.join(", ")}` : "");
}

/**
 * Who has really written there, as the instances' own histories say: that somebody may write shows in that he did.
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

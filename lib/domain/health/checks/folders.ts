import { believed, type Check, judged } from "#lib/domain/health/check.ts";
import type { FolderId } from "#lib/domain/topology/pool.ts";
import { every } from "./pool-parts.ts";

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
        return judged(asServer, "good", { folder: id, files: seen.value.length }, seen.at);
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

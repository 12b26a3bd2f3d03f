import { installMirror } from "#lib/domain/commands/cmdlets.ts";
import { removeMirroring } from "#lib/domain/commands/mirroring.ts";
import { showCommand } from "#lib/domain/commands/show-command.ts";
import { known } from "#lib/domain/steps/act.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import { mirroringOff } from "./fence-acts.ts";
import { failbackOf } from "./pins.ts";

/** Printed step 2: without it the copy can neither be made read-only nor have its tail backed up (1468). */
export const removeOtherMirror: Step = {
  id: "remove-other-mirror",
  number: "2",
  way: "can-be-undone",
  precheck: [],
  proof: [],
  planned: (plan) => {
    const { mirrored, source } = failbackOf(plan);
    return mirrored.map((database) => known(removeMirroring(source, database)));
  },
  acts: ({ plan, pool }) => {
    const { mirrored, source } = failbackOf(plan);
    return {
      acts: mirrored.map((database) => ({
        ...mirroringOff(`mirroring-off:${database}`, source, database),
        undoByHand: mirrorAgain({ database, source, share: pool.folders.mirrorShare.asServer }),
      })),
    };
  },
};

/** A mirror is set up by the product's own cmdlet, which wants the server's full name: only a person has it here. */
function mirrorAgain(at: {
  readonly database: "mgc" | "mgccomp";
  readonly source: string;
  readonly share: string;
}): string {
  const [host = at.source, instance = ""] = at.source.split("\\");
  const command = installMirror({
    type: at.database === "mgc" ? "PersistentChat" : "PersistentChatCompliance",
    sqlFqdn: `<full name of ${host}>`,
    sqlInstance: instance,
    share: at.share,
    dropExisting: true,
  });
  return `${at.database} on ${at.source} stays without its mirror until a person sends: ${showCommand(command)}`;
}

import { backUpOther } from "#lib/domain/steps/failback/back-up-other.ts";
import { catchUpOther } from "#lib/domain/steps/failback/catch-up-other.ts";
import { createHomeMirror } from "#lib/domain/steps/failback/create-home-mirror.ts";
import { mirrorCompliance } from "#lib/domain/steps/failback/mirror-compliance.ts";
import { openHome } from "#lib/domain/steps/failback/open-home.ts";
import { prepareHome } from "#lib/domain/steps/failback/prepare-home.ts";
import { rebuildLogShipping } from "#lib/domain/steps/failback/rebuild-log-shipping.ts";
import { removeOtherMirror } from "#lib/domain/steps/failback/remove-other-mirror.ts";
import { reseedOther } from "#lib/domain/steps/failback/reseed-other.ts";
import { restoreHome } from "#lib/domain/steps/failback/restore-home.ts";
import { returnActiveServers } from "#lib/domain/steps/failback/return-active-servers.ts";
import { returnPoolState } from "#lib/domain/steps/failback/return-pool-state.ts";
import { seedHome } from "#lib/domain/steps/failback/seed-home.ts";
import { setWitness } from "#lib/domain/steps/failback/set-witness.ts";
import { shipFromMirror } from "#lib/domain/steps/failback/ship-from-mirror.ts";
import { startOtherServices } from "#lib/domain/steps/failback/start-other-services.ts";
import { stopOtherChat } from "#lib/domain/steps/failback/stop-other-chat.ts";
import { swapLog } from "#lib/domain/steps/failback/swap-log.ts";
import { verifyHome } from "#lib/domain/steps/failback/verify-home.ts";
import type { Order } from "#lib/domain/steps/pinned-plan.ts";
import type { Procedure, Step } from "#lib/domain/steps/step.ts";

/** Failing back Persistent Chat Server, with what the printed page leaves out. A stage's steps run as lanes. */
export const failback: Procedure = {
  id: "failback",
  stages: (order, way) => [
    [prepareHome],
    ...(way === "log-swap" ? logSwap : fullRestore),
    [openHome],
    [createHomeMirror],
    [mirrorCompliance],
    [setWitness],
    ...usersBack(order),
    // Log swap overwrites no second copy; full restore has its second point of no return here.
    way === "log-swap" ? [catchUpOther] : [reseedOther],
    [rebuildLogShipping],
    [shipFromMirror],
    [startOtherServices],
    [verifyHome],
  ],
};

/** The printed page: users are out from the first of these to the pool's return. The last is the first point of no return. */
const fullRestore: readonly (readonly Step[])[] = [[stopOtherChat], [removeOtherMirror], [backUpOther], [restoreHome]];

/** SQL Server's documented role change: home is seeded while users chat (the point of no return), then only the tail is awaited. */
const logSwap: readonly (readonly Step[])[] = [[seedHome], [stopOtherChat], [removeOtherMirror], [swapLog]];

/** The printed page activates the servers before the state: until then they use the copy that is being left (trap T5). */
function usersBack(order: Order): readonly (readonly Step[])[] {
  return order === "documented"
    ? [[returnActiveServers], [returnPoolState]]
    : [[returnPoolState], [returnActiveServers]];
}

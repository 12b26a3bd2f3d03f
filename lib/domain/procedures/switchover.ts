import { applyLogBackups } from "#lib/domain/steps/apply-log-backups.ts";
import { bringOnline } from "#lib/domain/steps/bring-online.ts";
import { copyLogBackups } from "#lib/domain/steps/copy-log-backups.ts";
import { createMirror } from "#lib/domain/steps/create-mirror.ts";
import { fenceHome } from "#lib/domain/steps/fence-home.ts";
import { prepare } from "#lib/domain/steps/prepare.ts";
import { removeLogShipping } from "#lib/domain/steps/remove-log-shipping.ts";
import { setActiveServers } from "#lib/domain/steps/set-active-servers.ts";
import { setPoolState } from "#lib/domain/steps/set-pool-state.ts";
import type { Procedure } from "#lib/domain/steps/step.ts";
import { compareCopies } from "#lib/domain/steps/switchover/compare-copies.ts";
import { proveNoLoss } from "#lib/domain/steps/switchover/prove-no-loss.ts";
import { usersOut } from "#lib/domain/steps/switchover/users-out.ts";
import { verify } from "#lib/domain/steps/verify.ts";

/** A planned move while home lives: users out, home's tail applied, nothing lost by proof; then the failover's own steps. persistent-chat A.4. */
export const switchover: Procedure = {
  id: "switchover",
  stages: (order) => [
    [prepare],
    [usersOut],
    [fenceHome],
    [removeLogShipping],
    [copyLogBackups, applyLogBackups],
    [proveNoLoss],
    // The point of no return.
    [bringOnline],
    [compareCopies],
    [setPoolState],
    ...(order === "users-first" ? [[setActiveServers], [createMirror]] : [[createMirror], [setActiveServers]]),
    [verify],
  ],
};

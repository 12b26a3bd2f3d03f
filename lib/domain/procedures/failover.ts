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
import { verify } from "#lib/domain/steps/verify.ts";

/** Failing over Persistent Chat Server, seven steps of the printed page and a verification. A stage's steps run as lanes. */
export const failover: Procedure = {
  id: "failover",
  stages: (order) => [
    [prepare],
    // Only where home still answers writable.
    [fenceHome],
    [removeLogShipping],
    [copyLogBackups, applyLogBackups],
    // The point of no return.
    [bringOnline],
    [setPoolState],
    ...(order === "users-first" ? [[setActiveServers], [createMirror]] : [[createMirror], [setActiveServers]]),
    [verify],
  ],
};

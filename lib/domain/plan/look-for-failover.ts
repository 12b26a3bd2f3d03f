import { readOpposite } from "#lib/domain/steps/shared-checks.ts";
import { readChatService, readManagementStore, readPoolState } from "#lib/domain/steps/shell-reads.ts";
import { canSwitch } from "./findings/can-switch.ts";
import { captureAgeFinding } from "./findings/capture-age.ts";
import { domainControllerFinding } from "./findings/domain-controller.ts";
import { homeFencedFinding } from "./findings/home-fenced.ts";
import { nextHopFinding } from "./findings/next-hop.ts";
import { standingFindings } from "./findings/standing.ts";
import { targetFindings } from "./findings/target.ts";
import { type PlanLooks, readSide, see } from "./looks.ts";
import { pinFailover } from "./pin-failover.ts";
import { pinFence } from "./pin-fence.ts";
import { readTimeFacts } from "./time-facts.ts";

/** Findings without which no chat moves to the other site. What may be attested or decided in the run is not among them. */
export const mustPassToMove = [
  "can-switch-state",
  "can-switch-active",
  "management-store",
  "target-restoring",
  "console-place",
  "no-active-run",
];

/** All that a move to the other site looks at, planned or not. Only reads. @throws AppError "refused" when there is no target or no identity */
export async function lookForFailover(looks: PlanLooks) {
  const { pool, ports } = looks;
  const [home, other, state, service, master, share] = await Promise.all([
    readSide(looks, "home"),
    readSide(looks, "other"),
    see(readPoolState(ports.shell, pool.fqdn)),
    see(readChatService(ports.shell, pool.fqdn)),
    see(readManagementStore(ports.shell)),
    see(ports.files.list("backupShare")),
  ]);
  const backupStore = service.value?.BackupPersistentChatDatabase ?? null;
  const pinned = await pinFailover(looks, { home, other, state, backupStore });
  const fence = await pinFence(looks, home);
  const pins = { ...pinned.pins, ...(fence ? { fence } : {}) };
  const answers = await readOpposite({ ports, plan: pins });
  const at = ports.clock.now().toISOString();
  const opposite = answers.map((answer) => ({ ...answer, at }));
  const [canBeSwitched, nextHop, domainController] = await Promise.all([
    canSwitch(looks, { identity: pins.poolStateIdentity, active: pins.activeServers, master }),
    nextHopFinding(looks, service.value?.Registrar ?? null),
    domainControllerFinding(looks),
  ]);
  const findings = [
    ...canBeSwitched,
    nextHop,
    domainController,
    homeFencedFinding(looks, opposite, fence !== null),
    ...targetFindings(looks, pinned, share),
    captureAgeFinding(looks),
    ...standingFindings(looks),
  ];
  const wantsMirror = pins.targetMirror !== null;
  const time = await readTimeFacts(looks, { target: pins.target, share: share.value, wantsMirror });
  return { pins, fence, home, opposite, findings, share: share.value ?? [], service: service.value, time };
}

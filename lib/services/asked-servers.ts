import { AppError } from "#lib/domain/errors.ts";
import type { Draft } from "#lib/domain/topology/draft.ts";
import type { TopologyContext } from "./topology-context.ts";

/** A login goes to whatever address somebody writes: who sent which one where is in the audit before it leaves. */
export async function recordAsked({ actor, topology }: TopologyContext, draft: Draft): Promise<void> {
  const asked = draft.instances.map((each) => ({
    at: `${each.host}:${each.port}`,
    credentials: [each.credential, each.chainCredential, each.operateCredential].filter((name) => name !== ""),
  }));
  await topology.record("topology-asked", actor.name, { personId: actor.id, pool: draft.fqdn, asked });
}

/** Who could name a program in a browser could run anything on this machine. @throws AppError "refused" */
export async function requireOfferedShell({ topology }: TopologyContext, shell: string): Promise<void> {
  if (shell === "") return;
  const offered = await topology.shells();
  if (offered.some((each) => JSON.stringify([each.executable, ...each.arguments]) === shell)) return;
  throw new AppError(
    "refused",
    "this management shell is not offered on this machine: name it in MANAGEMENT_SHELL or in a pool file that the console is started with",
  );
}

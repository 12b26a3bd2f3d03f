import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { actorOf } from "#lib/adapters/auth/actor-of.ts";
import type { Actor } from "#lib/domain/actor.ts";
import { signInPath } from "#lib/domain/own-path.ts";
import { getRuntime } from "#lib/runtime.ts";

type Runtime = ReturnType<typeof getRuntime>;
type ServiceConsole = Runtime["serviceConsole"];
type Context = { readonly actor: Actor; readonly console: ServiceConsole };

/** Who asks in this request, or null; asked once a request. */
export const currentActor: () => Promise<Actor | null> = cache(async () => actorOf(getRuntime().auth, await headers()));

/** First argument of every service verb; redirects to /sign-in when nobody is signed in, to /setup while there is no pool. */
export async function serviceContext(): Promise<Context> {
  const actor = await signedIn();
  return contextOf(actor) ?? redirect("/setup");
}

/** The same for the few things that one may do before signing in; null = nobody is, or there is no pool. */
export async function contextOrNull(): Promise<Context | null> {
  const actor = await currentActor();
  return actor === null ? null : contextOf(actor);
}

type TopologyContext = { readonly actor: Actor; readonly topology: Runtime["topology"] };

/** First argument of the verbs about topologies, which also a console without a pool answers. */
export async function topologyContext(): Promise<TopologyContext> {
  return topologyOf(await signedIn());
}

/** The same for somebody who is known already. */
export function topologyOf(actor: Actor): TopologyContext {
  return { actor, topology: getRuntime().topology };
}

async function signedIn(): Promise<Actor> {
  return (await currentActor()) ?? redirect(signInPath((await headers()).get("x-wanted") ?? "/"));
}

/** The pool at which this person looks. */
function contextOf(actor: Actor): Context | null {
  const pool = getRuntime().pools.of(actor.pool);
  return pool === null ? null : { actor, console: pool.serviceConsole };
}

/** The lab's accounts, which the sign-in page may show; empty when no accounts file was given. */
export function labAccounts(): Runtime["labAccounts"] {
  return getRuntime().labAccounts;
}

/** What a link that works once is for, or null; asks for nobody's session. */
export function linkGoal(token: string): ReturnType<ServiceConsole["people"]["link"]> {
  return getRuntime().entrance().people.link(token);
}

/** What stands on the button for a sign-in by the directory; null = there is none. */
export function directoryName(): string | null {
  return getRuntime().directoryName;
}

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { actorOf } from "#lib/adapters/auth/actor-of.ts";
import type { Actor } from "#lib/domain/actor.ts";
import { getRuntime } from "#lib/runtime.ts";

type ServiceConsole = ReturnType<typeof getRuntime>["serviceConsole"];

/** Who asks in this request, or null; asked once a request. */
export const currentActor: () => Promise<Actor | null> = cache(async () => actorOf(getRuntime().auth, await headers()));

type Context = { readonly actor: Actor; readonly console: ServiceConsole };

/** First argument of every service verb; redirects to /sign-in when nobody is signed in. */
export async function serviceContext(): Promise<Context> {
  return (await contextOrNull()) ?? redirect("/sign-in");
}

/** The same for the few things that one may do before signing in; null = nobody is. */
export async function contextOrNull(): Promise<Context | null> {
  const actor = await currentActor();
  return actor === null ? null : { actor, console: getRuntime().serviceConsole };
}

/** The lab's accounts, which the sign-in page may show; empty when no accounts file was given. */
export function labAccounts(): ReturnType<typeof getRuntime>["labAccounts"] {
  return getRuntime().labAccounts;
}

/** What a link that works once is for, or null; asks for nobody's session. */
export function linkGoal(token: string): ReturnType<ServiceConsole["people"]["link"]> {
  return getRuntime().serviceConsole.people.link(token);
}

/** What stands on the button for a sign-in by the directory; null = there is none. */
export function directoryName(): string | null {
  return getRuntime().directoryName;
}

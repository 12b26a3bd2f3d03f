"use client";

import { type ComponentPropsWithRef, useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * A form that takes nothing before the page is alive: what is chosen or typed into a page that still loads would be put
 * back to what the server sent, without a word.
 */
export function Form({ children, ...form }: ComponentPropsWithRef<"form">) {
  const isAlive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <form {...form}>
      <fieldset role="none" className="contents" disabled={!isAlive}>
        {children}
      </fieldset>
    </form>
  );
}

"use client";

import { type ComponentPropsWithRef, useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * A form that takes nothing before the page is alive: what is chosen or typed into a page that still loads would be put
 * back to what the server sent, without a word. And what failed keeps what was typed, where React would empty the fields.
 */
export function Form({ children, ...form }: ComponentPropsWithRef<"form">) {
  const isAlive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <form
      onReset={(event) => {
        if (event.currentTarget.querySelector("[role=alert]") !== null) event.preventDefault();
      }}
      {...form}
    >
      <fieldset role="none" className="contents" disabled={!isAlive}>
        {children}
      </fieldset>
    </form>
  );
}

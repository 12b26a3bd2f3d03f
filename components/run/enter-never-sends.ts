import type { KeyboardEvent } from "react";

/** Enter in a field sends nothing, because what is sent cannot be taken back; Ctrl and Enter together do, as the button does. */
export function enterNeverSends(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const send = event.currentTarget.querySelector<HTMLButtonElement>("button[type=submit]");
  const off = send === null || send.disabled || send.getAttribute("aria-disabled") === "true";
  if (event.ctrlKey && !off) event.currentTarget.requestSubmit(send);
}

"use client";

import { useSyncExternalStore } from "react";

export const timeModes = ["local", "utc", "relative"] as const;
export type TimeMode = (typeof timeModes)[number];

const kept = "times";
const changed = "times-changed";
const relativeEveryMs = 10_000;

function read(): TimeMode {
  const mode = localStorage.getItem(kept);
  return timeModes.find((each) => each === mode) ?? "local";
}

function listen(tell: () => void): () => void {
  window.addEventListener(changed, tell);
  window.addEventListener("storage", tell);
  return () => {
    window.removeEventListener(changed, tell);
    window.removeEventListener("storage", tell);
  };
}

/** How every time on the page is written; kept in this browser. */
export function useTimeMode(): TimeMode {
  return useSyncExternalStore(listen, read, () => "local");
}

export function setTimeMode(mode: TimeMode): void {
  localStorage.setItem(kept, mode);
  window.dispatchEvent(new Event(changed));
}

let shared = 0;
const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | null = null;

function tick(tell: () => void): () => void {
  listeners.add(tell);
  shared = Date.now();
  ticking ??= setInterval(() => {
    shared = Date.now();
    for (const each of listeners) each();
  }, relativeEveryMs);
  return () => {
    listeners.delete(tell);
    if (listeners.size > 0 || ticking === null) return;
    clearInterval(ticking);
    ticking = null;
  };
}

const never = () => () => {};
const zero = () => 0;

/** This browser's clock, one tick for the whole page, while `on`; 0 before the first. */
export function useTick(on: boolean): number {
  return useSyncExternalStore(on ? tick : never, on ? () => shared : zero, zero);
}

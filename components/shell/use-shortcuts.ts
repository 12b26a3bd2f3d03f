"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { chooseLine, goTo, isForShortcuts, pressPart } from "./key-actions.ts";

const sequenceMs = 1500;

/** Listens for the keys of the sheet while `on`; `help` opens the sheet. */
export function useShortcuts(on: boolean, help: () => void): void {
  const router = useRouter();
  const wentAt = useRef(0);
  useEffect(() => {
    if (!on) return;
    function pressed(event: KeyboardEvent) {
      if (!isForShortcuts(event)) return;
      const key = event.key.toLowerCase();
      const page = event.timeStamp - wentAt.current < sequenceMs ? goTo[key] : undefined;
      wentAt.current = key === "g" ? event.timeStamp : 0;
      if (page !== undefined) router.push(page);
      else if (key === "?") help();
      else if (!pressPart(key) && !chooseLine(key)) return;
      event.preventDefault();
    }
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [on, help, router]);
}

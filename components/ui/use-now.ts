"use client";

import { useEffect, useState } from "react";

/** The browser's time in milliseconds, every second; begins with the server's time so that both draw the same first. */
export function useNow(first: string): number {
  const [now, setNow] = useState(() => Date.parse(first));
  useEffect(() => {
    // The server's clock is the one the times come from: keep its distance from this machine's.
    const offset = Date.parse(first) - Date.now();
    setNow(Date.now() + offset);
    const timer = setInterval(() => setNow(Date.now() + offset), 1000);
    return () => clearInterval(timer);
  }, [first]);
  return now;
}

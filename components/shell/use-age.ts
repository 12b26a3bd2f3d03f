"use client";

import { useEffect, useState } from "react";
import { useStreamState } from "./stream-provider.tsx";

/** Seconds since the stream was last heard; null before it was. */
export function useAge(): number | null {
  const { lastHeardAt } = useStreamState();
  const [now, setNow] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return lastHeardAt === null ? null : Math.max(0, Math.floor((now - lastHeardAt) / 1000));
}

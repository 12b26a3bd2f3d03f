"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";

/** Reads the page again until it shows something else, at most so many times; gives how often it has asked. */
export function useAskAgain({ everyMs, atMost = Number.POSITIVE_INFINITY }: { everyMs: number; atMost?: number }) {
  const router = useRouter();
  const [tries, setTries] = useState(0);
  const [isAsking, ask] = useTransition();
  useEffect(() => {
    // The next question only after the answer to the last: on a slow machine each would put off the one before it, for ever.
    if (isAsking || tries >= atMost) return;
    const timer = setTimeout(() => {
      setTries(tries + 1);
      ask(() => router.refresh());
    }, everyMs);
    return () => clearTimeout(timer);
  }, [router, tries, isAsking, everyMs, atMost]);
  return tries;
}

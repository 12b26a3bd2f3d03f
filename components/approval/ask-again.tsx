"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";

const everyMs = 3_000;

/** While somebody waits for somebody else: loads the page's facts again, the next time only after the last has answered. */
export function AskAgain() {
  const router = useRouter();
  const [tries, setTries] = useState(0);
  const [isAsking, ask] = useTransition();
  useEffect(() => {
    if (isAsking) return;
    const timer = setTimeout(() => {
      setTries(tries + 1);
      ask(() => router.refresh());
    }, everyMs);
    return () => clearTimeout(timer);
  }, [router, tries, isAsking]);
  return null;
}

"use client";

import { useEffect, useState } from "react";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

/** The view with its clock running on, so that a value which nobody renews grows old on the screen as well. */
export function useAgedOverview(view: OverviewView): OverviewView {
  const [seconds, setSeconds] = useState(0);
  // A new reading time means a new picture: count from zero again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the reading time starts the count anew
  useEffect(() => {
    const received = Date.now();
    setSeconds(0);
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - received) / 1000)), 1000);
    return () => clearInterval(timer);
  }, [view.serverNow]);
  return { ...view, serverNow: new Date(Date.parse(view.serverNow) + seconds * 1000).toISOString() };
}

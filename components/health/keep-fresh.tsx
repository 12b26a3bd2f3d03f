"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { consoleAnswers } from "#components/ui/use-silence.ts";

const usualMs = 5_000;

type KeepFreshProps = { readonly everyMs?: number };

/** Asks for the page anew while it is looked at; the next question only after the answer to the last. */
export function KeepFresh({ everyMs = usualMs }: KeepFreshProps) {
  const router = useRouter();
  const [tries, setTries] = useState(0);
  const [isAsking, ask] = useTransition();
  useEffect(() => {
    if (isAsking) return;
    const timer = setTimeout(async () => {
      // A refresh that fails leaves the page; without a console what is here must stay, with its age.
      if (document.visibilityState === "visible" && (await consoleAnswers())) ask(() => router.refresh());
      setTries(tries + 1);
    }, everyMs);
    return () => clearTimeout(timer);
  }, [router, tries, isAsking, everyMs]);
  return null;
}

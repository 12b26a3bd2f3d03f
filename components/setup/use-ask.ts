"use client";

import { startTransition, useEffect, useRef } from "react";
import type { FormAction } from "#components/ui/action-result.ts";
import { useSend } from "#components/ui/use-send.ts";

/** Sends fields to a server action without a form around them; `onAnswer` hears each answer that is no error, once. */
export function useAsk<T>(action: FormAction<T>, onAnswer: (value: T) => void = () => undefined) {
  const [state, send, isBusy] = useSend(action);
  const heard = useRef<unknown>(null);
  useEffect(() => {
    if (state === null || !state.ok || heard.current === state) return;
    heard.current = state;
    onAnswer(state.value);
  }, [state, onAnswer]);
  const ask = (fields: Readonly<Record<string, string>>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    startTransition(() => send(form));
  };
  return { state, ask, isBusy };
}

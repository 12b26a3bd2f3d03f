"use client";

import { type ReactNode, startTransition, useEffect, useRef } from "react";
import { ActionError } from "./action-error.tsx";
import type { FormAction } from "./action-result.ts";
import { Form } from "./form.tsx";
import { useSend } from "./use-send.ts";

type ActionFormProps<T> = {
  readonly action: FormAction<T>;
  /** Fields that nobody sees. */
  readonly hidden?: Readonly<Record<string, string>>;
  readonly label: string;
  readonly ariaLabel?: string;
  readonly look?: "btn" | "btn btn-p" | "btn btn-s";
  readonly children?: ReactNode;
  /** What stands below after success. */
  readonly done?: (value: T) => ReactNode;
};

/** A small form with one button; what failed stands below it. */
export function ActionForm<T>({
  action,
  hidden = {},
  label,
  ariaLabel,
  look = "btn",
  children,
  done,
}: ActionFormProps<T>) {
  const [state, send, busy] = useSend(action);
  const form = useRef<HTMLFormElement>(null);
  const isDone = state?.ok === true;
  useEffect(() => {
    if (isDone) form.current?.reset();
  }, [isDone]);
  return (
    <Form
      ref={form}
      onSubmit={(event) => {
        // Not by the form's own action: that would empty the fields also when something in them was wrong.
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        startTransition(() => send(data));
      }}
      className="grid gap-2"
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <div>
        <button type="submit" className={look} disabled={busy} aria-label={ariaLabel}>
          {label}
        </button>
      </div>
      {state !== null && !state.ok ? <ActionError code={state.code} message={messageOf(state)} /> : null}
      {state?.ok && done ? <div role="status">{done(state.value)}</div> : null}
    </Form>
  );
}

function messageOf(failed: { readonly message: string; readonly fields: Readonly<Record<string, readonly string[]>> }) {
  const fields = Object.entries(failed.fields).map(([name, problems]) => `${name}: ${problems.join(", ")}`);
  return [failed.message, ...fields].join(" · ");
}

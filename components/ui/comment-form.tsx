"use client";

import { ActionError } from "./action-error.tsx";
import type { FormAction } from "./action-result.ts";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";
import { useSend } from "./use-send.ts";

type CommentFormProps<T> = {
  readonly action: FormAction<T>;
  /** Fields that nobody sees. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly name: "comment" | "reason";
  readonly texts: { readonly label: string; readonly hint: string; readonly do: string; readonly working: string };
  readonly look?: "btn" | "btn btn-p" | "btn btn-d";
};

/** An act that asks for a few words, which are kept with it. */
export function CommentForm<T>({ action, hidden, name, texts, look = "btn btn-p" }: CommentFormProps<T>) {
  const [state, send, busy] = useSend(action);
  const failed = state !== null && !state.ok ? state : null;
  return (
    <Form action={send} className="not-printed mt-2 grid max-w-prose gap-3">
      {Object.entries(hidden).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <Field name={name} label={texts.label} hint={texts.hint} error={failed?.fields[name]?.[0] ?? null} required />
      <div>
        <button type="submit" className={look} disabled={busy}>
          {busy ? texts.working : texts.do}
        </button>
      </div>
      {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
    </Form>
  );
}

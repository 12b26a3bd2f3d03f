"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Field } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { useSend } from "#components/ui/use-send.ts";
import type { RunMove } from "#lib/domain/views/run-view.ts";
import { enterNeverSends } from "./enter-never-sends.ts";

/** What the owner of a run may ask for: the moves that need a reason, and to hand it over. */
export type Control = Exclude<RunMove, "decide"> | "offer";

type ControlFormProps = {
  readonly move: Control;
  readonly runId: string;
  readonly available: boolean;
  /** What more to know before doing it. */
  readonly note?: string | null;
  readonly action: FormAction<void>;
};

const keys: Partial<Record<Control, string>> = { pause: "p", resume: "r" };
const looks: Partial<Record<Control, string>> = { resume: "btn-p", abort: "btn-do" };

/** A control and what it does; opens first, because each asks for a reason. */
export function ControlForm({ move, runId, available, note = null, action }: ControlFormProps) {
  const t = useTranslations("run.controls");
  const about = useId();
  const [open, setOpen] = useState(false);
  const [state, send, busy] = useSend(action);
  const failed = state !== null && !state.ok ? state : null;
  const error = failed === null ? null : <ActionError code={failed.code} message={failed.message} />;
  return (
    <div className="border-b border-line py-3 last:border-0">
      <button
        type="button"
        className={`btn w-full justify-start ${looks[move] ?? ""}`}
        aria-expanded={open && available}
        aria-disabled={!available}
        aria-describedby={about}
        data-key={available ? keys[move] : undefined}
        onClick={() => available && setOpen(!open)}
      >
        {t(`${move}.open`)}
      </button>
      <p id={about} className="mt-1.5 text-xs text-ink-2">
        {t(available ? `${move}.does` : `${move}.notNow`)}
      </p>
      {open && available ? (
        <Form action={send} onKeyDown={enterNeverSends} className="mt-2 grid gap-2">
          <input type="hidden" name="runId" value={runId} />
          {note === null ? null : <p className="text-xs">{note}</p>}
          <Field name="reason" label={t("reason")} error={failed?.fields.reason?.[0] ?? null} required />
          <div className="flex flex-wrap gap-2">
            <button type="button" className="btn btn-s" onClick={() => setOpen(false)}>
              {t(`${move}.stay`)}
            </button>
            <button type="submit" disabled={busy} className={`btn btn-s ${move === "abort" ? "btn-d" : "btn-p"}`}>
              {busy ? t("sending") : t(`${move}.do`)}
            </button>
          </div>
          {error}
        </Form>
      ) : (
        error
      )}
    </div>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "#components/ui/field.tsx";

type ConfirmedAtFieldProps = { readonly name: string; readonly label: string; readonly error: string | null };

function localNow(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

function asUtc(local: string): string {
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString();
}

/** The reader types local time; what is sent is UTC. */
export function ConfirmedAtField({ name, label, error }: ConfirmedAtFieldProps) {
  const t = useTranslations("attestation");
  const [local, setLocal] = useState("");
  return (
    <div>
      <input type="hidden" name={name} value={asUtc(local)} />
      <Field
        depends
        name={`${name}-local`}
        label={label}
        type="datetime-local"
        hint={t("confirmedAtHint")}
        error={error}
        value={local}
        onChange={setLocal}
      />
      <button type="button" className="btn btn-s mt-1" onClick={() => setLocal(localNow())}>
        {t("now")}
      </button>
    </div>
  );
}

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
  const [wasSet, setWasSet] = useState(false);
  function typed(value: string) {
    setLocal(value);
    setWasSet(false);
  }
  function setToNow() {
    setLocal(localNow());
    setWasSet(true);
  }
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
        onChange={typed}
      />
      <button type="button" className="btn btn-s mt-1" onClick={setToNow}>
        {t("now")}
      </button>
      {/* The fields that the button has filled lie before it: who does not see them hears what stands there. */}
      <p className="sr-only" role="status">
        {wasSet ? t("nowSet", { at: local.replace("T", " ") }) : ""}
      </p>
    </div>
  );
}

import { useTranslations } from "next-intl";
import { useId } from "react";
import { FieldNotes, notesOf } from "./field-notes.tsx";

type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly type?: "text" | "email" | "password" | "datetime-local";
  readonly autoComplete?: string;
  readonly required?: boolean;
  /** Not required by the form, but it depends on more than the form whether it is needed: then it is not called optional. */
  readonly depends?: boolean;
  readonly mono?: boolean;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
};

export function Field(props: FieldProps) {
  const t = useTranslations("form");
  const id = useId();
  const notes = { id, hint: props.hint ?? "", error: props.error ?? null };
  const controlled =
    props.onChange === undefined
      ? { defaultValue: props.value ?? "" }
      : { value: props.value ?? "", onChange: (e: { target: { value: string } }) => props.onChange?.(e.target.value) };
  return (
    <div className="fld">
      <label htmlFor={id}>
        {props.label}
        {props.required || props.depends ? null : <span className="font-normal text-ink-3"> {t("optional")}</span>}
      </label>
      <input
        id={id}
        name={props.name}
        type={props.type ?? "text"}
        autoComplete={props.autoComplete ?? "off"}
        required={props.required ?? false}
        step={props.type === "datetime-local" ? 1 : undefined}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={notesOf(notes)}
        className={`inp${props.error ? " err" : ""}${props.mono ? " font-mono" : ""}`}
        {...controlled}
      />
      <FieldNotes {...notes} />
    </div>
  );
}

import { useTranslations } from "next-intl";
import { useId } from "react";

type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly type?: "text" | "email" | "password" | "datetime-local";
  readonly autoComplete?: string;
  readonly required?: boolean;
  readonly mono?: boolean;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
};

export function Field(props: FieldProps) {
  const t = useTranslations("form");
  const id = useId();
  const described = [props.hint ? `${id}-hint` : "", props.error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const controlled =
    props.onChange === undefined
      ? { defaultValue: props.value ?? "" }
      : { value: props.value ?? "", onChange: (e: { target: { value: string } }) => props.onChange?.(e.target.value) };
  return (
    <div className="fld">
      <label htmlFor={id}>
        {props.label}
        {props.required ? null : <span className="font-normal text-ink-3"> {t("optional")}</span>}
      </label>
      <input
        id={id}
        name={props.name}
        type={props.type ?? "text"}
        autoComplete={props.autoComplete ?? "off"}
        required={props.required ?? false}
        step={props.type === "datetime-local" ? 1 : undefined}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={described === "" ? undefined : described}
        className={`inp${props.error ? " err" : ""}${props.mono ? " font-mono" : ""}`}
        {...controlled}
      />
      {props.hint ? (
        <p id={`${id}-hint`} className="mt-1 text-xs text-ink-2">
          {props.hint}
        </p>
      ) : null}
      {props.error ? (
        <p id={`${id}-error`} className="mt-1 text-xs text-bad">
          {props.error}
        </p>
      ) : null}
    </div>
  );
}

import { useId } from "react";
import { FieldNotes, notesOf } from "./field-notes.tsx";

type SelectFieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly required?: boolean;
  /** The first line, which is no answer. */
  readonly choose: string;
  readonly options: readonly { readonly id: string; readonly text: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** A choice in which nothing is chosen beforehand. */
export function SelectField(props: SelectFieldProps) {
  const id = useId();
  const notes = { id, hint: props.hint ?? "", error: props.error ?? null };
  return (
    <div className="fld">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        name={props.name}
        required={props.required ?? false}
        value={props.value}
        onChange={(e) => props.onChange(e.target.value)}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={notesOf(notes)}
        className={`inp${props.error ? " err" : ""}`}
      >
        <option value="">{props.choose}</option>
        {props.options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.text}
          </option>
        ))}
      </select>
      <FieldNotes {...notes} />
    </div>
  );
}

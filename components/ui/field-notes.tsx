type FieldNotesProps = { readonly id: string; readonly hint?: string; readonly error?: string | null };

/** Ids for `aria-describedby` of the notes that are there; undefined when none is. */
export function notesOf({ id, hint, error }: FieldNotesProps): string | undefined {
  return [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
}

/** What stands below a field: what it means, and what is wrong with it. */
export function FieldNotes({ id, hint, error }: FieldNotesProps) {
  return (
    <>
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-xs text-ink-2">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-xs text-bad">
          {error}
        </p>
      ) : null}
    </>
  );
}

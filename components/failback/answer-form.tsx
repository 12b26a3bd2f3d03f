"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Field } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { textOr } from "#components/ui/text-or.ts";
import { useSend } from "#components/ui/use-send.ts";
import { neededWith } from "#lib/domain/uncaptured/answer-fields.ts";
import type { Answer, AnswerData } from "#lib/domain/uncaptured/answers.ts";
import type { AskedPart } from "#lib/domain/views/plan-view.ts";
import { AnswerInput } from "./answer-input.tsx";
import { answerTexts } from "./answer-texts.ts";

type AnswerFormProps = {
  readonly planId: string;
  readonly part: AskedPart;
  /** What was said last, to be corrected; null: every field begins empty. */
  readonly said: Answer | null;
  readonly action: FormAction<AnswerData>;
};

/** Asks for every missing value of one part. No field is filled in beforehand but with a person's own earlier answer. */
export function AnswerForm({ planId, part, said, action }: AnswerFormProps) {
  const t = useTranslations("uncaptured");
  const problems = useTranslations("uncaptured.problems");
  const [state, send, busy] = useSend(action);
  const [texts, setTexts] = useState(() => answerTexts(said));
  const [source, setSource] = useState("");
  const failed = state !== null && !state.ok ? state : null;
  const problem = (name: string) => {
    const code = failed?.fields[name]?.[0];
    return code === undefined ? null : textOr(problems, code, code);
  };
  const shown = part.fields.filter((name) => texts[neededWith[name] ?? ""] !== "no");
  return (
    <Form action={send} className="grid gap-3 py-2" noValidate aria-label={part.what}>
      <input type="hidden" name="planId" value={planId} />
      <input type="hidden" name="part" value={part.part} />
      <input type="hidden" name="instance" value={part.instance} />
      <div className="grid items-start gap-x-4 gap-y-3 min-[700px]:grid-cols-2">
        {shown.map((name) => (
          <AnswerInput
            key={name}
            part={part.part}
            name={name}
            value={texts[name] ?? ""}
            onChange={(text) => setTexts((all) => ({ ...all, [name]: text }))}
            error={problem(`values.${name}`)}
          />
        ))}
      </div>
      <Field
        name="source"
        label={t("source")}
        hint={t("sourceHint")}
        value={source}
        onChange={setSource}
        error={problem("source")}
        required
      />
      <div>
        <button type="submit" className="btn btn-do" disabled={busy}>
          {busy ? t("recording") : t("record")}
        </button>
      </div>
      {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
    </Form>
  );
}

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { textOr } from "#components/ui/text-or.ts";
import { type AnswerPart, answerField } from "#lib/domain/uncaptured/answer-fields.ts";

type AnswerInputProps = {
  readonly part: AnswerPart;
  readonly name: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly error: string | null;
};

/** One value: what it means, its unit and range, and what the vendor usually sets, as words beside an empty field. */
export function AnswerInput({ part, name, value, onChange, error }: AnswerInputProps) {
  const t = useTranslations("uncaptured");
  const texts = useTranslations("uncaptured.fields");
  const field = answerField(part, name);
  const usual = textOr(texts, `${name}.usual`, "");
  const hint = [
    textOr(texts, `${name}.means`, ""),
    field?.kind === "minutes" ? t("range", { from: field.from, to: field.to }) : "",
    usual === "" ? "" : t("usual", { usual }),
  ]
    .filter(Boolean)
    .join(" ");
  const label = textOr(texts, `${name}.label`, name);
  const common = { name: `values.${name}`, label, hint, error, value, onChange, required: true };
  if (field?.kind === "yes-no")
    return (
      <SelectField
        {...common}
        choose={t("choose")}
        options={(["yes", "no"] as const).map((id) => ({ id, text: t(id) }))}
      />
    );
  if (field?.kind === "choice")
    return (
      <SelectField
        {...common}
        choose={t("choose")}
        options={field.of.map((id) => ({ id, text: textOr(texts, `${name}.options.${id}`, id) }))}
      />
    );
  return <Field {...common} mono />;
}

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import type { Choice } from "#lib/domain/run/journal.ts";
import { AttestationFields } from "./attestation-fields.tsx";

type DecisionFieldsProps = {
  readonly choice: Choice;
  readonly unreachable: readonly string[];
  readonly siteName: string;
  /** The site named is not where chat will run, but whose copy goes. */
  readonly replaces: boolean;
  readonly fieldErrors: Readonly<Record<string, readonly string[]>>;
};

export function DecisionFields({ choice, unreachable, siteName, replaces, fieldErrors }: DecisionFieldsProps) {
  const t = useTranslations("decisionForm");
  const needs = (need: Choice["needs"][number]) => choice.needs.includes(need);
  if (choice.needs.length === 0) return null;
  return (
    <div className="decision-fields grid gap-3 border-t border-line px-4 py-3">
      {needs("reason") ? (
        <Field
          name="reason"
          label={t("reason")}
          hint={t("reasonHint")}
          error={fieldErrors.reason?.[0] ?? null}
          required
        />
      ) : null}
      {needs("attestation") ? <AttestationFields instances={unreachable} fieldErrors={fieldErrors} /> : null}
      {needs("typed-site") ? (
        <Field
          name="typedName"
          label={t(replaces ? "typedReplaced" : "typedName", { site: siteName })}
          hint={t("typedNameHint")}
          error={fieldErrors.typedName?.[0] ?? null}
          required
          mono
        />
      ) : null}
      {needs("second-person") ? <p className="text-ink-2">{t("secondPerson")}</p> : null}
    </div>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "#components/ui/action-form.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Field } from "#components/ui/field.tsx";

type ConfirmFormProps = { readonly action: FormAction<{ readonly at: string }> };

export function ConfirmForm({ action }: ConfirmFormProps) {
  const t = useTranslations("account.confirm");
  return (
    <ActionForm action={action} label={t("do")} done={({ at }) => t("done", { at: `${at.slice(11, 19)} UTC` })}>
      <p className="text-xs text-ink-2">{t("means")}</p>
      <Field name="password" type="password" label={t("password")} autoComplete="current-password" required />
    </ActionForm>
  );
}

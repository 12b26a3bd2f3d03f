"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "#components/ui/action-form.tsx";
import type { FormAction } from "#components/ui/action-result.ts";

type LinkFormProps = {
  readonly id: string;
  readonly name: string;
  readonly action: FormAction<{ readonly path: string; readonly endsAt: string }>;
};

/** Makes a link that sets a password, and shows it this once. */
export function LinkForm({ id, name, action }: LinkFormProps) {
  const t = useTranslations("people");
  return (
    <ActionForm
      action={action}
      hidden={{ id }}
      label={t("link")}
      done={({ path }) => (
        <>
          <p>{t("linkIs", { name })}</p>
          <code className="[overflow-wrap:anywhere]">{`${window.location.origin}${path}`}</code>
        </>
      )}
    >
      <p className="text-xs text-ink-2">{t("linkMeans")}</p>
    </ActionForm>
  );
}

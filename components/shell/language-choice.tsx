"use client";

import { Languages } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Form } from "#components/ui/form.tsx";
import { useSend } from "#components/ui/use-send.ts";
import { type Language, languages } from "#lib/domain/languages.ts";

type LanguageChoiceProps = {
  readonly offered: readonly Language[];
  readonly choose: FormAction<null>;
};

/** Each language by its own name: whoever cannot read the page finds his own. */
export function LanguageChoice({ offered, choose }: LanguageChoiceProps) {
  const t = useTranslations("shell.language");
  const now = useLocale();
  const [state, send, busy] = useSend(choose);
  if (offered.length < 2) return null;
  return (
    <Form action={send} className="flex flex-wrap items-center gap-1">
      <Languages className="i i-s mr-1 text-ink-3" aria-hidden="true" />
      <fieldset className="contents">
        <legend className="sr-only">{t("label")}</legend>
        {offered.map((language) => (
          <button
            key={language}
            type="submit"
            name="language"
            value={language}
            lang={language}
            className={`btn btn-s btn-g ${language === now ? "font-semibold underline" : ""}`}
            aria-current={language === now ? "true" : undefined}
            aria-disabled={busy}
          >
            {languages[language]}
          </button>
        ))}
      </fieldset>
      {state !== null && !state.ok ? <ActionError code={state.code} message={state.message} /> : null}
    </Form>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { startTransition, useEffect, useRef } from "react";
import { useAsk } from "#components/setup/use-ask.ts";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";

type ToPoolProps = { readonly fqdn: string; readonly action: FormAction<{ readonly fqdn: string }> };

/** In the place of something that belongs to another of the reader's pools: that pool is chosen, and the page comes again. */
export function ToPool({ fqdn, action }: ToPoolProps) {
  const t = useTranslations("settings.toPool");
  const { ask, state } = useAsk(action, () => window.location.reload());
  const isAsked = useRef(false);
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    startTransition(() => ask({ fqdn }));
  }, [ask, fqdn]);
  return (
    <EmptyState title={t("title", { fqdn })}>
      <p role="status">{t("means")}</p>
      {state !== null && !state.ok ? <ActionError code={state.code} message={state.message} /> : null}
    </EmptyState>
  );
}

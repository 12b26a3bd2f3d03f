"use client";

import { useTranslations } from "next-intl";
import { useAsk } from "#components/setup/use-ask.ts";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Status } from "#components/ui/status.tsx";

type PoolChoiceProps = {
  readonly pools: readonly { readonly fqdn: string; readonly isShown: boolean }[];
  readonly action: FormAction<{ readonly fqdn: string }>;
};

/** The pools of this console in which the reader has a role, and at which of them all pages look. */
export function PoolChoice({ pools, action }: PoolChoiceProps) {
  const t = useTranslations("settings");
  // A whole new page: the stream of the old one hears of the other pool.
  const { ask, state, isBusy } = useAsk(action, () => window.location.assign("/"));
  return (
    <ul className="grid gap-2 px-4 py-3">
      {pools.map(({ fqdn, isShown }) => (
        <li key={fqdn} className="flex flex-wrap items-center gap-3">
          <span className="font-mono [overflow-wrap:anywhere]">{fqdn}</span>
          {isShown ? (
            <Status tone="info">{t("shown")}</Status>
          ) : (
            <button
              type="button"
              className="btn btn-s"
              aria-label={t("showNamed", { fqdn })}
              disabled={isBusy}
              onClick={() => ask({ fqdn })}
            >
              {t("show")}
            </button>
          )}
        </li>
      ))}
      {state !== null && !state.ok ? <ActionError code={state.code} message={state.message} /> : null}
    </ul>
  );
}

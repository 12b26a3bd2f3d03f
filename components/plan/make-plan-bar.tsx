import { useTranslations } from "next-intl";
import { ActionError } from "#components/ui/action-error.tsx";
import type { ActionState } from "#components/ui/action-result.ts";

type MakePlanBarProps = {
  readonly state: ActionState<{ readonly planId: string }>;
  readonly busy: boolean;
  readonly allowed: boolean;
  /** The one procedure of this form is not open now. */
  readonly closed?: boolean;
};

/** The foot of a form that makes a plan: its button, what the button does or why it is off, and what went wrong. */
export function MakePlanBar({ state, busy, allowed, closed = false }: MakePlanBarProps) {
  const t = useTranslations("failover");
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-3">
        <button type="submit" className="btn btn-p btn-l" disabled={busy || !allowed || closed}>
          {busy ? t("making") : t("make")}
        </button>
        <span className="text-ink-2">{allowed ? t("makeMeans") : t("notAllowed")}</span>
      </div>
      {state === null || state.ok ? null : <ActionError code={state.code} message={state.message} />}
    </>
  );
}

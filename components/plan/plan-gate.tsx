import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type PlanGateProps = { readonly children: ReactNode };

export function PlanGate({ children }: PlanGateProps) {
  const t = useTranslations("plan.steps");
  return (
    <li className="flex gap-2 border-b border-bad-line bg-bad-soft px-4 py-2 text-xs text-ink-2">
      <Lock className="i i-s mt-0.5 text-bad" aria-hidden="true" />
      <span>
        <b className="font-semibold text-bad">{t("gate")}</b> {children}
      </span>
    </li>
  );
}

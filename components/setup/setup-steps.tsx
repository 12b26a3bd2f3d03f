import { Check } from "lucide-react";
import { useTranslations } from "next-intl";

const steps = ["administrator", "connect", "check", "save"] as const;
const rings = {
  done: "border-ok text-ok",
  now: "border-accent text-accent",
  later: "border-line-strong text-ink-3",
} as const;

type SetupStepsProps = { readonly step: (typeof steps)[number] };

/** Where one is on the way to a pool. */
export function SetupSteps({ step }: SetupStepsProps) {
  const t = useTranslations("setup.steps");
  const now = steps.indexOf(step);
  return (
    <div>
      <ol className="flex flex-wrap gap-x-5 gap-y-2 lg:grid lg:gap-3" aria-label={t("label")}>
        {steps.map((each, place) => {
          const state = place < now ? "done" : place === now ? "now" : "later";
          return (
            <li
              key={each}
              aria-current={state === "now" ? "step" : undefined}
              className={`flex items-center gap-2 ${state === "now" ? "font-semibold" : state === "later" ? "text-ink-2" : ""}`}
            >
              <span className={`grid size-6 flex-none place-items-center rounded-full border text-xs ${rings[state]}`}>
                {state === "done" ? <Check className="i i-s" aria-hidden="true" /> : place + 1}
              </span>
              {t(each)}
              {state === "done" ? <span className="sr-only">{t("done")}</span> : null}
            </li>
          );
        })}
      </ol>
      <p className="mt-4 text-xs text-ink-2">{t("reads")}</p>
    </div>
  );
}

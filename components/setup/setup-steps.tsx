import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";

const steps = ["administrator", "connect", "check", "save"] as const;

type SetupStepsProps = { readonly step: (typeof steps)[number] };

/** Where one is on the way to a pool. */
export function SetupSteps({ step }: SetupStepsProps) {
  const t = useTranslations("setup.steps");
  const now = steps.indexOf(step);
  return (
    <div>
      <ol className="grid gap-3" aria-label={t("label")}>
        {steps.map((each, place) => (
          <li
            key={each}
            aria-current={each === step ? "step" : undefined}
            className={each === step ? "font-semibold" : ""}
          >
            <Status tone={place < now ? "ok" : place === now ? "info" : "idle"}>{t(each)}</Status>
          </li>
        ))}
      </ol>
      <p className="mt-4 text-xs text-ink-2">{t("reads")}</p>
    </div>
  );
}

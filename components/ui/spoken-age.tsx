import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useDuration } from "./use-duration.ts";

type SpokenAgeProps = { readonly seconds: number; readonly title?: string; readonly children: ReactNode };

const minute = 60;
const hour = 3_600;

/**
 * An age that is drawn by the second and read aloud by the minute. A page has dozens of them: a screen reader that is told of each second of each
 * drops what matters (Orca 43 did not say that a site was lost).
 */
export function SpokenAge({ seconds, title, children }: SpokenAgeProps) {
  const t = useTranslations("time");
  const duration = useDuration();
  const unit = seconds < hour ? minute : hour;
  const age = duration(Math.max(unit, Math.floor(seconds / unit) * unit));
  return (
    <>
      <span aria-hidden="true" title={title}>
        {children}
      </span>
      <span className="sr-only">{t(seconds < minute ? "under" : "ago", { age })}</span>
    </>
  );
}

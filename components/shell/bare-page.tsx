import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

type BarePageProps = {
  /** The choice of language, where there is one. */
  readonly languages?: ReactNode;
  readonly children: ReactNode;
};

/** A page without the shell: before sign-in, and when nothing else can be shown. */
export function BarePage({ languages, children }: BarePageProps) {
  const t = useTranslations("shell");
  return (
    <div className="bare">
      <a className="skip" href="#main">
        {t("skip")}
      </a>
      <header className="flex flex-wrap items-center px-4">
        <Brand rail={false} />
        <span className="flex-1" />
        {languages}
        <ThemeSwitch />
      </header>
      {children}
    </div>
  );
}

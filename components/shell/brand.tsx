import { useTranslations } from "next-intl";

type BrandProps = { readonly rail: boolean };

export function Brand({ rail }: BrandProps) {
  const t = useTranslations("shell.brand");
  return (
    <div className={rail ? "brand justify-center px-0" : "brand"}>
      <svg viewBox="0 0 24 24" className="size-6 flex-none" aria-hidden="true">
        <rect x="1" y="4" width="9" height="16" rx="2" fill="currentColor" />
        <path d="M10 12h4" stroke="currentColor" strokeWidth="2" />
        <rect x="15" y="5" width="8" height="14" rx="2" fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
      {rail ? null : (
        <div className="brand-words leading-4">
          <div className="text-xs text-ink-3">{t("product")}</div>
          <div className="font-semibold">{t("name")}</div>
        </div>
      )}
    </div>
  );
}

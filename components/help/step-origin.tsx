import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { assertNever } from "#lib/domain/errors.ts";
import type { StepSource } from "#lib/domain/steps/step-source.ts";

type StepOriginProps = { readonly source: StepSource };

/** A page of the vendor's has its English name in every language. */
const title = (name: ReactNode) => (
  <cite lang="en" className="not-italic">
    {name}
  </cite>
);

export function StepOrigin({ source }: StepOriginProps) {
  const t = useTranslations("stepHelp");
  switch (source.kind) {
    case "vendor":
      return t.rich("vendor", { page: source.page, number: source.number, title });
    case "vendor-end":
      return t.rich("vendorEnd", { page: source.page, title });
    case "ours-after":
      return t.rich("oursAfter", { page: source.page, title });
    case "ours":
      return t("ours");
    default:
      return assertNever(source);
  }
}

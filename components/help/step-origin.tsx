import { useTranslations } from "next-intl";
import { assertNever } from "#lib/domain/errors.ts";
import type { StepSource } from "#lib/domain/steps/step-source.ts";

type StepOriginProps = { readonly source: StepSource };

export function StepOrigin({ source }: StepOriginProps) {
  const t = useTranslations("stepHelp");
  switch (source.kind) {
    case "vendor":
      return t("vendor", { page: source.page, number: source.number });
    case "vendor-end":
      return t("vendorEnd", { page: source.page });
    case "ours-after":
      return t("oursAfter", { page: source.page });
    case "ours":
      return t("ours");
    default:
      return assertNever(source);
  }
}

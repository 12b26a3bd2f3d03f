import { useTranslations } from "next-intl";
import { textOr } from "#components/ui/text-or.ts";

type PriceTextProps = { readonly price: string };

/** What leaving something out gives up, and what to do about it later. */
export function PriceText({ price }: PriceTextProps) {
  const t = useTranslations("run.prices");
  const form = useTranslations("decisionForm");
  return (
    <span className="block">
      <span className="font-medium">{form("price")}</span> {textOr(t, price, price)}
    </span>
  );
}

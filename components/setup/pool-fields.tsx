"use client";

import { useTranslations } from "next-intl";
import { DraftField } from "./draft-field.tsx";
import { useSiteOptions } from "./use-site-options.ts";

const products = ["SkypeForBusiness", "Lync"].map((id) => ({ id, text: id }));

/** What the pool is called, its two sites, where this console stands, and what is wanted of it. */
export function PoolFields() {
  const t = useTranslations("setup.fields");
  const places = useSiteOptions(true);
  return (
    <div className="grid gap-x-3 gap-y-2 sm:grid-cols-2 xl:grid-cols-4">
      <DraftField path="fqdn" label={t("fqdn")} mono />
      <DraftField path="product" label={t("product")} options={products} />
      <DraftField path="sites.home" label={t("home")} />
      <DraftField path="sites.other" label={t("other")} />
      <DraftField path="consoleStandsIn" label={t("consoleStandsIn")} options={places.slice(1)} />
      <DraftField path="targets.recoveryPointSeconds" label={t("recoveryPoint")} mono />
      <DraftField path="targets.recoveryTimeSeconds" label={t("recoveryTime")} mono />
    </div>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useSetup } from "./setup-state.ts";

/** The two sites by their names, as far as they have one, and a third place where something may stand there. */
export function useSiteOptions(withThird: boolean): readonly { readonly id: string; readonly text: string }[] {
  const t = useTranslations("setup.places");
  const { sites } = useSetup().draft;
  return [
    { id: "home", text: sites.home || t("home") },
    { id: "other", text: sites.other || t("other") },
    ...(withThird ? [{ id: "third", text: t("third") }] : []),
  ];
}

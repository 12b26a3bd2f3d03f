"use client";

import { useTranslations } from "next-intl";
import { DraftField } from "./draft-field.tsx";
import { useSetup } from "./setup-state.ts";

/** The management shell: only what this machine offers, because whoever names a program can run one. */
export function ShellField() {
  const t = useTranslations("setup.fields");
  const { shells } = useSetup();
  const options = shells.map((id) => ({ id, text: (JSON.parse(id) as string[]).join(" ") }));
  return <DraftField path="shell" label={t("shell")} options={options} none={t("shellNone")} mono />;
}

"use client";

import { Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen === undefined ? window.matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
}

export function ThemeSwitch() {
  const t = useTranslations("shell.theme");
  function change() {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store API is missing on plain http
    document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax`;
  }
  return (
    <button type="button" className="btn btn-s btn-g" aria-label={t("change")} title={t("change")} onClick={change}>
      <Sun className="i hidden dark:block" aria-hidden="true" />
      <Moon className="i dark:hidden" aria-hidden="true" />
    </button>
  );
}

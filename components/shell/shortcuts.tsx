"use client";

import { Keyboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { Sheet } from "#components/ui/sheet.tsx";
import { ShortcutList } from "./shortcut-list.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

const kept = "shortcuts-off";

type ShortcutsProps = { readonly rail: boolean };

/** The button in the side bar, the sheet behind "?", and the switch that turns single keys off. */
export function Shortcuts({ rail }: ShortcutsProps) {
  const t = useTranslations("shell.keys");
  const [open, setOpen] = useState(false);
  const [on, setOn] = useState(false);
  const help = useCallback(() => setOpen(true), []);
  useEffect(() => setOn(localStorage.getItem(kept) === null), []);
  useShortcuts(on, help);
  function change(next: boolean) {
    setOn(next);
    if (next) localStorage.removeItem(kept);
    else localStorage.setItem(kept, "yes");
  }
  return (
    <>
      <button
        type="button"
        className={`flex min-h-8 w-full items-center gap-2.5 rounded-md px-2 text-ink-2 hover:bg-hover ${rail ? "justify-center" : ""}`}
        aria-label={t("title")}
        title={t("title")}
        onClick={help}
      >
        <Keyboard className="i text-ink-3" aria-hidden="true" />
        {rail ? null : (
          <>
            <span className="only-full flex-1">{t("title")}</span>
            <kbd className="kbd only-full">?</kbd>
          </>
        )}
      </button>
      {open ? (
        <Sheet title={t("title")} onClose={() => setOpen(false)}>
          <ShortcutList />
          <label className="flex gap-2.5 border-t border-line px-4 py-3">
            <input type="checkbox" className="chk" checked={on} onChange={(event) => change(event.target.checked)} />
            <span>
              <span className="font-medium">{t("on")}</span>
              <span className="block text-ink-2">{t("onMeans")}</span>
            </span>
          </label>
        </Sheet>
      ) : null}
    </>
  );
}

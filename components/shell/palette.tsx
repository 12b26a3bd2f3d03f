"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Sheet } from "#components/ui/sheet.tsx";
import { matching, type PaletteItem } from "./palette-item.ts";

const shownAtMost = 50;

type PaletteProps = { readonly onClose: () => void };

/** A field and a list: arrow keys choose, Enter opens. It goes to places and starts nothing. */
export function Palette({ onClose }: PaletteProps) {
  const t = useTranslations("shell.palette");
  const router = useRouter();
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [items, setItems] = useState<readonly PaletteItem[] | "failed" | null>(null);
  const [asked, setAsked] = useState("");
  /** null until an arrow key has chosen: a field that points at an option from the start has that one read aloud in place of itself. */
  const [at, setAt] = useState<number | null>(null);
  useEffect(() => {
    // The dialog has just given the focus to its first button.
    field.current?.focus();
    fetch("/api/palette")
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
      .then(
        (read: readonly PaletteItem[]) => setItems(read),
        () => setItems("failed"),
      );
  }, []);
  const found = Array.isArray(items) ? matching(items, asked).slice(0, shownAtMost) : [];
  const chosen = at === null ? undefined : found[Math.min(at, found.length - 1)];
  const opens = chosen ?? (asked === "" ? undefined : found[0]);
  function go(item: PaletteItem | undefined) {
    if (item === undefined) return;
    onClose();
    router.push(item.href);
  }
  function pressed(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setAt(Math.max(0, Math.min(found.length - 1, (at ?? -1) + step)));
    else if (event.key === "Enter") go(opens);
    else return;
    event.preventDefault();
  }
  return (
    <Sheet title={t("open")} onClose={onClose}>
      <div className="grid gap-2 px-4 py-3">
        <input
          ref={field}
          className="inp"
          role="combobox"
          aria-label={t("field")}
          aria-autocomplete="list"
          aria-expanded={found.length > 0}
          aria-controls={listId}
          aria-activedescendant={chosen === undefined ? undefined : `${listId}-${found.indexOf(chosen)}`}
          placeholder={t("field")}
          value={asked}
          onChange={(event) => {
            setAsked(event.target.value);
            setAt(null);
          }}
          onKeyDown={pressed}
        />
        <p className="text-xs text-ink-3" role="status">
          {items === null
            ? t("working")
            : items === "failed"
              ? t("failed")
              : found.length === 0
                ? t("none")
                : chosen === undefined && opens !== undefined
                  ? t("opens", { label: opens.label })
                  : t("hint")}
        </p>
        <div id={listId} role="listbox" aria-label={t("results")} className="max-h-80 overflow-y-auto">
          {found.map((item, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys, as a combobox does
            // biome-ignore lint/a11y/useFocusableInteractive: an option is pointed at by the field, never focused
            <div
              key={item.href}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={item === chosen}
              className={`flex cursor-default items-baseline gap-3 rounded-md px-2 py-1.5 ${item === opens ? "bg-accent-soft font-medium" : ""}`}
              onClick={() => go(item)}
            >
              <span className="min-w-0 flex-1">{item.label}</span>
              <span className="text-xs text-ink-3">{t(`kinds.${item.kind}`)}</span>
            </div>
          ))}
        </div>
      </div>
    </Sheet>
  );
}

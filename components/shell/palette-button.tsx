"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

const Palette = dynamic(() => import("./palette.tsx").then(({ Palette }) => Palette), { ssr: false });

/** Ctrl K, or the button: the list and its code are fetched when first asked for. */
export function PaletteButton() {
  const t = useTranslations("shell.palette");
  const [open, setOpen] = useState(false);
  useEffect(() => {
    function pressed(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      if (document.querySelector("dialog[open]") === null) setOpen(true);
    }
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
  return (
    <>
      <button
        type="button"
        className="btn btn-s btn-g"
        aria-label={t("open")}
        title={`${t("open")} (Ctrl K)`}
        onClick={() => setOpen(true)}
      >
        <Search className="i" aria-hidden="true" />
      </button>
      {open ? <Palette onClose={() => setOpen(false)} /> : null}
    </>
  );
}

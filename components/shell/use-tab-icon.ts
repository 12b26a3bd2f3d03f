"use client";

import { useEffect } from "react";

/** What the tab's icon says, by shape first: colour alone says nothing. */
export type TabSign = "ok" | "warn" | "bad" | "run" | "wait" | "old";

const shapes: Readonly<Record<TabSign, string>> = {
  ok: '<path d="M6 12.5l4 4 8-9" fill="none" stroke="#fff" stroke-width="3"/>',
  warn: '<path d="M12 5v9M12 17v3" stroke="#fff" stroke-width="3.5"/>',
  bad: '<path d="M7 7l10 10M17 7L7 17" stroke="#fff" stroke-width="3.5"/>',
  run: '<path d="M8 5l11 7-11 7z" fill="#fff"/>',
  wait: '<path d="M8.5 6v12M15.5 6v12" stroke="#fff" stroke-width="4"/>',
  old: '<path d="M7 12h10" stroke="#fff" stroke-width="3.5"/>',
};
const fills: Readonly<Record<TabSign, string>> = {
  ok: "#126e3b",
  warn: "#865107",
  bad: "#b72121",
  run: "#2060c1",
  wait: "#865107",
  old: "#505561",
};

/** Round where all is well or works, square with a corner cut off where somebody must look. */
function icon(sign: TabSign): string {
  const ground =
    sign === "ok" || sign === "run" ? '<circle cx="12" cy="12" r="12"' : '<path d="M7 0h10l7 7v10l-7 7H7l-7-7V7z"';
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${ground} fill="${fills[sign]}"/>${shapes[sign]}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(drawn)}`;
}

/** Puts a sign in the tab's icon; null gives the page's own back. */
export function useTabIcon(sign: TabSign | null): void {
  useEffect(() => {
    if (sign === null) return;
    const link = document.createElement("link");
    link.rel = "icon";
    link.type = "image/svg+xml";
    link.href = icon(sign);
    document.head.append(link);
    return () => link.remove();
  }, [sign]);
}

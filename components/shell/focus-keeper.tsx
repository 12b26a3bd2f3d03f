"use client";

import { useEffect } from "react";

/** A page may give the focus to something of its own first. */
const graceMs = 200;

/**
 * What had the focus and went away with the page or the form that it belonged to leaves it nowhere: a keyboard would begin at the top, and a screen
 * reader stays in a page that is gone. Then it goes to the new page's title.
 */
export function FocusKeeper() {
  useEffect(() => {
    let last: Element | null = null;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const isLost = () => last !== null && !last.isConnected && document.activeElement === document.body;
    const mend = () => {
      timer = null;
      const title = document.querySelector<HTMLElement>("main h1");
      if (!isLost() || title === null) return;
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
    };
    const focused = (event: FocusEvent) => {
      last = event.target instanceof Element ? event.target : null;
    };
    const watch = new MutationObserver(() => {
      if (timer === null && isLost()) timer = setTimeout(mend, graceMs);
    });
    document.addEventListener("focusin", focused);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", focused);
      watch.disconnect();
      if (timer !== null) clearTimeout(timer);
    };
  }, []);
  return null;
}

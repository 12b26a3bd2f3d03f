"use client";

import { useEffect } from "react";

const mark = " · ";

/** Puts a word in front of the page's own title, again whenever the page sets its title anew. */
export function useTabTitle(word: string): void {
  useEffect(() => {
    if (word === "") return;
    const start = `${word}${mark}`;
    const put = () => {
      // Between two pages there is no title: a mark alone would lose its last space and be put a second time.
      if (document.title !== "" && !document.title.startsWith(start)) document.title = start + document.title;
    };
    put();
    const watch = new MutationObserver(put);
    watch.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      watch.disconnect();
      if (document.title.startsWith(start)) document.title = document.title.slice(start.length);
    };
  }, [word]);
}

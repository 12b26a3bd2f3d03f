"use client";

import { useEffect, useState } from "react";
import { consoleAnswers } from "./console-answers.ts";

const everyMs = 5_000;

/** Whether the console is silent to this page: asked at once and then until it answers again, when the page is loaded anew. */
export function useSilence(): boolean {
  const [isSilent, setIsSilent] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasSilent = false;
    const ask = async () => {
      const answers = await consoleAnswers();
      if (answers && wasSilent) location.reload();
      if (answers) return;
      wasSilent = true;
      setIsSilent(true);
      timer = setTimeout(ask, everyMs);
    };
    void ask();
    return () => clearTimeout(timer);
  }, []);
  return isSilent;
}

"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { OutputLines } from "./output-lines.tsx";

type OutputPanelProps = { readonly lines: RunView["output"]; readonly count: number };

/** Keeps its newest line in view until the reader scrolls up. */
export function OutputPanel({ lines, count }: OutputPanelProps) {
  const t = useTranslations("run.output");
  const box = useRef<HTMLDivElement>(null);
  const [follow, setFollow] = useState(true);
  const earlier = lines[0]?.nth ?? 0;
  useEffect(() => {
    if (follow && count > 0) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [count, follow]);
  function scrolled() {
    const element = box.current;
    if (element === null) return;
    setFollow(element.scrollHeight - element.scrollTop - element.clientHeight < 24);
  }
  return (
    <section className="panel flex min-w-0 flex-col overflow-hidden" aria-labelledby="output-title">
      <div className="ph">
        <h2 id="output-title">{t("title")}</h2>
        <span className="sp" />
        {follow ? (
          <span className="text-xs text-ink-3">{t("following")}</span>
        ) : (
          <button type="button" className="btn btn-s" onClick={() => setFollow(true)}>
            {t("newest")}
          </button>
        )}
      </div>
      <div className="output-box relative min-h-72 flex-1">
        <section
          ref={box}
          onScroll={scrolled}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
          tabIndex={0}
          aria-label={t("title")}
          data-key="o"
          className="output-box absolute inset-0 overflow-y-auto bg-sunken"
        >
          {lines.length === 0 ? (
            <p className="px-4 py-2 text-ink-3">{t("nothing")}</p>
          ) : (
            <>
              {earlier === 0 ? null : (
                <p className="px-4 pt-2 text-xs text-ink-2">{t("earlier", { count: earlier })}</p>
              )}
              <OutputLines lines={lines} />
            </>
          )}
        </section>
      </div>
    </section>
  );
}

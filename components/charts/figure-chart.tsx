"use client";

import dynamic from "next/dynamic";
import type { FigureLinesProps } from "./figure-lines.tsx";

const Lines = dynamic(() => import("./figure-lines.tsx").then(({ FigureLines }) => FigureLines), {
  ssr: false,
  loading: () => <div className="h-50" aria-hidden="true" />,
});

/** A picture for who sees it; the same values stand in words and in a table beside it. */
export function FigureChart(props: FigureLinesProps) {
  return (
    <div className="h-50 min-w-160">
      <Lines {...props} />
    </div>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { clockText } from "#components/ui/clock-text.ts";
import { Time } from "#components/ui/time.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { Course } from "./course.tsx";

type RunClockProps = {
  readonly startedAt: string;
  readonly now: string;
  readonly stepsDone: number;
  readonly steps: number;
  /** null: a failback has no target for its time. */
  readonly targetSeconds: number | null;
  readonly expectedSeconds: number | null;
  /** One line: a decision needs the room. */
  readonly compact: boolean;
};

export function RunClock(props: RunClockProps) {
  const t = useTranslations("run.clock");
  const elapsed = Math.max(0, (useNow(props.now) - Date.parse(props.startedAt)) / 1000);
  const size = props.compact ? "text-xl" : "text-3xl";
  return (
    <>
      <div className={`px-5 py-2 ${props.compact ? "flex flex-wrap items-baseline gap-x-2.5" : ""}`}>
        <div className="lbl">
          {t("since")} <Time at={props.startedAt} />
        </div>
        <div className={`${size} font-semibold tracking-tight`} role="timer" aria-live="off">
          {clockText(elapsed)}
        </div>
      </div>
      <div className="px-5 py-2">
        <p className="font-medium">{t("stepsDone", { done: props.stepsDone, all: props.steps })}</p>
        <Course elapsedSeconds={elapsed} targetSeconds={props.targetSeconds} expectedSeconds={props.expectedSeconds} />
      </div>
    </>
  );
}

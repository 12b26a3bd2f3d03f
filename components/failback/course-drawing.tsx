import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Course } from "./course-parts.ts";

type CourseDrawingProps = Course & {
  /** Places of the points of no return among the parts. */
  readonly gates: readonly number[];
};

/** The bar itself; what it says stands in words beside it. */
export function CourseDrawing({ parts, offline, gates }: CourseDrawingProps) {
  const t = useTranslations("plan.failback.course");
  const bar = gates.length + 1;
  return (
    <div
      className="course-bar"
      aria-hidden="true"
      style={{
        gridTemplateColumns: parts.map((p) => `minmax(14px, ${p.weight.toFixed(1)}fr)`).join(" "),
        gridTemplateRows: `repeat(${gates.length}, 18px) 24px auto`,
      }}
    >
      {gates.map((index, nth) => (
        <span
          key={parts[index]?.id}
          className="course-gate"
          style={{ gridColumn: `${index + 1} / -1`, gridRow: `${nth + 1} / ${bar + 1}` }}
        >
          <span>
            <Lock className="i i-s" />
            <span className="max-[760px]:hidden">{t("gate", { nth: nth + 1, all: gates.length })}</span>
          </span>
        </span>
      ))}
      {parts.map((part, index) => {
        const isOut = offline !== null && index >= offline.from && index <= offline.to;
        return (
          <span
            key={part.id}
            className={`course-part ${part.isMeasured ? "" : "course-open"} ${isOut ? "course-out" : ""}`}
            style={{ gridColumn: index + 1, gridRow: bar }}
          >
            {part.number}
          </span>
        );
      })}
      {offline === null ? null : (
        <span
          className="course-bracket"
          style={{ gridColumn: `${offline.from + 1} / ${offline.to + 2}`, gridRow: bar + 1 }}
        />
      )}
    </div>
  );
}

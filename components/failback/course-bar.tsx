import { useTranslations } from "next-intl";
import { useSpan } from "#components/plan/use-span.ts";
import { Panel } from "#components/ui/panel.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { CourseDrawing } from "./course-drawing.tsx";
import { courseParts } from "./course-parts.ts";
import { ownWay, usersOutOf } from "./plan-facts.ts";

type CourseBarProps = { readonly plan: PlanView };

/** The whole way home in one bar: to scale where it was measured, both points of no return, and when nobody chats. */
export function CourseBar({ plan }: CourseBarProps) {
  const t = useTranslations("plan.failback.course");
  const steps = useTranslations("steps");
  const span = useSpan();
  const { parts, offline } = courseParts(plan.steps);
  const gates = parts.flatMap((part, index) => (part.isPointOfNoReturn ? [index] : []));
  const unmeasured = parts.filter((part) => !part.isMeasured).length;
  const title = (index: number | undefined) => {
    const id = index === undefined ? "" : (parts[index]?.id ?? "");
    return textOr(steps, `${id}.title`, id);
  };
  const out = span(usersOutOf(plan));
  const ends = offline === null ? null : { time: out, from: title(offline.from), until: title(offline.to) };
  return (
    <Panel title={t("title")} note={t("note", { time: span(ownWay(plan)?.total ?? plan.time.total) })}>
      <div className="px-4 pt-3 pb-3">
        <CourseDrawing {...{ parts, offline, gates }} />
        {ends === null ? null : (
          <p className="mt-1">
            <b className="font-semibold">{t("offline", { time: ends.time })}</b>{" "}
            <span className="text-ink-2">{t("fromUntil", { from: ends.from, until: ends.until })}</span>
          </p>
        )}
        <ul className="mt-1 text-xs">
          {gates.map((index) => (
            <li key={parts[index]?.id} className="text-bad">
              {t("gateBefore", { number: parts[index]?.number ?? "", step: title(index) })}
            </li>
          ))}
        </ul>
        <p className="mt-1 text-xs text-ink-3">
          {unmeasured === 0 ? t("scale") : t("partScale", { open: unmeasured, all: parts.length })}
        </p>
      </div>
    </Panel>
  );
}

import { useTranslations } from "next-intl";
import { Age } from "#components/ui/age.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import type { CaptureView } from "#lib/domain/views/plan-view.ts";

const tones = { whole: "ok", old: "warn", incomplete: "warn", missing: "bad" } as const;

type PlanCaptureProps = {
  readonly capture: CaptureView | null;
  /** What a failback needs and nobody captured, in words. */
  readonly missing: readonly string[];
  readonly now: string;
  /** Only log shipping is set up from it: chat is at home already. */
  readonly isAgain: boolean;
};

/** What failback will rebuild from: each half with its own age, and what nobody captured. */
export function PlanCapture({ capture, missing, now, isAgain }: PlanCaptureProps) {
  const t = useTranslations("plan.capture");
  const words = useTranslations("plan.failback.capture");
  return (
    <Panel title={t(isAgain ? "titleAgain" : "title")} note={capture === null ? null : t("note", { id: capture.id })}>
      {capture === null ? (
        <p className="px-4 py-3">
          <Status tone="bad">{t("none")}</Status>
        </p>
      ) : (
        <ul>
          {capture.halves.map((half) => (
            <li
              key={half.name}
              className="flex flex-wrap items-baseline gap-x-3 border-b border-line px-4 py-1.5 last:border-0"
            >
              <code className="min-w-0 flex-1 basis-32 font-semibold [overflow-wrap:anywhere]">
                {half.name === "lync" ? t("lync") : half.name}
              </code>
              <Age at={half.at} now={now} />
              <Status tone={tones[half.state]}>{t(half.state)}</Status>
              {half.unread.length === 0 ? null : (
                <span className="basis-full text-xs text-ink-2">
                  {t("unread", { sections: half.unread.join(", ") })}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {missing.length === 0 ? null : (
        <p className="border-t border-line px-4 py-2">
          <Status tone="bad">
            {words("missing")} {missing.join(", ")}
          </Status>
        </p>
      )}
    </Panel>
  );
}

import { CirclePause } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Facts } from "#components/ui/facts.tsx";
import { textOr } from "#components/ui/text-or.ts";
import { Time } from "#components/ui/time.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { Gate } from "./gate.tsx";

type DecisionHeadProps = {
  readonly decision: NonNullable<RunView["decision"]>;
  readonly headingId: string;
  readonly heading: RefObject<HTMLHeadingElement | null>;
};

export function DecisionHead({ decision, headingId, heading }: DecisionHeadProps) {
  const t = useTranslations("decisions");
  const steps = useTranslations("steps");
  const form = useTranslations("decisionForm");
  // What skipping costs stands as a sentence with that choice, the act above; a cause that the error quotes is said once.
  const { price: _, act: __, cause = "", ...rest } = decision.facts;
  const facts = rest.error?.includes(cause) ? rest : { cause, ...rest };
  return (
    <div className="flex gap-3 rounded-t-lg border-b border-warn-line bg-warn-soft px-4 py-3">
      <CirclePause className="i i-l text-warn" aria-hidden="true" />
      <div className="min-w-0">
        <h2 id={headingId} ref={heading} tabIndex={-1} className="text-lg">
          {form("needed", { what: textOr(t, `${decision.kind}.title`, decision.kind) })}
        </h2>
        {/* One sentence: a screen reader takes the parts of an alert in no order, and the heading is read because it has the focus. */}
        <p className="text-ink-2" role="alert">
          {textOr(t, `${decision.kind}.means`, "")}
        </p>
        <p className="text-xs text-ink-2">
          {[textOr(steps, `${decision.stepId}.title`, decision.stepId), decision.actId ?? ""]
            .filter((part) => part !== "")
            .map((part) => `${part} · `)}
          {form("since")} <Time at={decision.askedAt} />
        </p>
        {decision.kind === "point-of-no-return" ? <Gate facts={facts} /> : <Facts facts={facts} />}
        {decision.kind === "stranded-messages" ? (
          <p className="mt-1">
            <Link href="/stranded">{form("stranded")}</Link>
          </p>
        ) : null}
      </div>
    </div>
  );
}

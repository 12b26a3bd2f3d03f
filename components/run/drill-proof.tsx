import { useTranslations } from "next-intl";
import { Panel } from "#components/ui/panel.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { FindingList } from "./finding-list.tsx";

type DrillProofProps = { readonly steps: RunView["steps"] };

/** Everything that a drill found out, of all its steps, worst first: what it was done for. */
export function DrillProof({ steps }: DrillProofProps) {
  const t = useTranslations("run.drill");
  const findings = steps.flatMap((step) => step.findings);
  if (findings.length === 0) return null;
  const passed = findings.filter((finding) => finding.verdict === "pass").length;
  return (
    <div className="mb-3">
      <Panel title={t("title")} note={t("note", { passed, all: findings.length })}>
        <FindingList findings={findings} />
      </Panel>
    </div>
  );
}

import { useTranslations } from "next-intl";
import { CodeBlock } from "#components/ui/code-block.tsx";
import type { PlannedCommand } from "#lib/domain/commands/command.ts";
import { showCommand } from "#lib/domain/commands/show-command.ts";

type PlanCommandProps = { readonly planned: PlannedCommand };

export function PlanCommand({ planned }: PlanCommandProps) {
  const t = useTranslations("plan.steps");
  const rules = Object.entries(planned.rules);
  return (
    <div className="min-w-0">
      <p className="text-xs text-ink-3">{t("on", { target: planned.command.target })}</p>
      <CodeBlock code={showCommand(planned.command)} label={t("commandOn", { target: planned.command.target })} />
      {rules.length === 0 ? null : (
        <dl className="mt-1 grid gap-0.5 text-xs text-ink-2">
          {rules.map(([name, rule]) => (
            <div key={name} className="flex flex-wrap gap-x-2">
              <dt className="font-mono">{name}</dt>
              <dd>{rule}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

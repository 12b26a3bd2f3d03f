import { useTranslations } from "next-intl";
import { PlanCommand } from "#components/plan/plan-command.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import type { PlannedCommand } from "#lib/domain/commands/command.ts";

type ReverseByHandProps = { readonly commands: readonly PlannedCommand[] | null; readonly home: string };

/** What SQL Server's role change ends with and the console leaves to a person: log shipping back to home, command by command. */
export function ReverseByHand({ commands, home }: ReverseByHandProps) {
  const t = useTranslations("run.reverse");
  if (commands === null) return null;
  return (
    <div className="mb-3">
      <Panel title={t("title", { home })}>
        <div className="grid grid-cols-1 gap-2 px-4 py-3 [overflow-wrap:anywhere]">
          <p className="max-w-prose">{t("means", { home })}</p>
          {commands.length === 0 ? <Status tone="unknown">{t("notCaptured")}</Status> : null}
          <ol className="grid list-decimal grid-cols-1 gap-3 pl-6">
            {commands.map((planned) => (
              <li key={JSON.stringify(planned.command)}>
                <PlanCommand planned={planned} />
              </li>
            ))}
          </ol>
          <p className="max-w-prose text-ink-2">{t("before")}</p>
        </div>
      </Panel>
    </div>
  );
}

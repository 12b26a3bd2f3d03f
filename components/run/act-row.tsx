import { useTranslations } from "next-intl";
import { memo } from "react";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { showCommand } from "#lib/domain/commands/show-command.ts";
import type { ActView } from "#lib/domain/views/run-view.ts";

const tones = {
  waiting: "idle",
  running: "run",
  done: "ok",
  failed: "bad",
  unknown: "unknown",
  skipped: "skip",
} as const;

type ActRowProps = { readonly act: ActView };

/** Read anew for every event of the run; drawn anew only where something of it has changed. */
export const ActRow = memo(DrawnAct, ({ act: a }, { act: b }) => {
  const seen = [a.observations.at(-1), b.observations.at(-1)];
  const isSame = a.id === b.id && a.status === b.status && a.attempts === b.attempts && a.error === b.error;
  return isSame && a.startedAt === b.startedAt && seen[0]?.at === seen[1]?.at;
});

function DrawnAct({ act }: ActRowProps) {
  const t = useTranslations("run.act");
  const last = act.observations.at(-1);
  return (
    <li className="border-b border-line px-4 py-2 last:border-0">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <code className="min-w-0 flex-1 basis-56 [overflow-wrap:anywhere]">{act.id}</code>
        <span className="text-xs text-ink-3">{act.target}</span>
        {act.attempts > 1 ? <span className="tag">{t("attempts", { attempts: act.attempts })}</span> : null}
        <Status tone={tones[act.status]}>{t(act.status)}</Status>
      </div>
      {act.error === null ? null : <p className="text-xs text-bad [overflow-wrap:anywhere]">{act.error}</p>}
      {last === undefined ? null : (
        <div className="flex flex-wrap gap-x-3 text-xs text-ink-2">
          <span>{t(`observed.${last.observed.state}`)}</span>
          <Time at={last.at} />
          <Facts facts={last.observed.facts} />
        </div>
      )}
      {act.command === null ? null : (
        <details className="mt-1">
          <summary className="text-xs text-ink-2">
            {t("command")}
            <span className="sr-only">: {act.id}</span>
          </summary>
          <CodeBlock code={showCommand(act.command)} label={t("commandOf", { target: act.target })} />
        </details>
      )}
    </li>
  );
}

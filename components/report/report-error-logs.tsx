import { useTranslations } from "next-intl";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Status } from "#components/ui/status.tsx";
import type { ErrorLogRead } from "#lib/domain/run/journal-error-log.ts";
import { Section } from "./section.tsx";
import { Utc } from "./utc.tsx";

/** Of each log the summary shows the newest lines. */
const briefLines = 20;

type ReportErrorLogsProps = { readonly logs: readonly ErrorLogRead[]; readonly full: boolean };

/** What SQL Server itself wrote while the run was under way, beside what the console recorded. */
export function ReportErrorLogs({ logs, full }: ReportErrorLogsProps) {
  const t = useTranslations("report.errorLogs");
  if (logs.length === 0) return null;
  return (
    <Section title={t("title")} note={t("note")}>
      {logs.map((log) => (
        <ErrorLog key={log.instance} log={log} full={full} />
      ))}
    </Section>
  );
}

function ErrorLog({ log, full }: { readonly log: ErrorLogRead; readonly full: boolean }) {
  const t = useTranslations("report.errorLogs");
  const { instance, from, until, why, isCut } = log;
  const lines = full ? log.lines : log.lines.slice(-briefLines);
  const more = log.more + log.lines.length - lines.length;
  return (
    <div className="mt-3">
      <h3 className="text-sm font-medium">
        {instance}{" "}
        <span className="text-xs font-normal text-ink-2">
          <Utc at={from} look="day" /> – <Utc at={until} />
        </span>
      </h3>
      {why === null ? null : <Status tone="unknown">{why === "rights" ? t("rights") : t("unread", { why })}</Status>}
      {why === null && log.lines.length === 0 ? <p className="text-ink-2">{t("none")}</p> : null}
      {isCut ? <p className="text-xs text-ink-2">{t("cut")}</p> : null}
      {more > 0 ? <p className="text-xs text-ink-2">{t("more", { count: more })}</p> : null}
      {lines.length === 0 ? null : (
        <CodeBlock
          code={lines.map((line) => `${line.at.replace("T", " ")}  ${line.process}  ${line.text}`).join("\n")}
          label={t("of", { instance })}
        />
      )}
    </div>
  );
}

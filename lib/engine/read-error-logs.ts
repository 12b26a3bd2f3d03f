import { errorLogQuery, errorLogRow, keptErrorLetters } from "#lib/domain/commands/queries/error-log.ts";
import { isStepError } from "#lib/domain/errors.ts";
import type { Ports } from "#lib/domain/ports.ts";
import type { ErrorLogRead } from "#lib/domain/run/journal-error-log.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";

/** Denied: the role that sp_readerrorlog asks for, EXECUTE, VIEW SERVER STATE. */
const denied = [15_003, 229, 297, 300, 15_247];

/**
 * What each instance that this run sent T-SQL to wrote into its own error log since the run began. One look at each, all at once; one
 * that does not answer or does not let us is said so. Never throws: the run's end does not wait for evidence. Safe to call twice.
 */
export async function readErrorLogs(
  ports: Pick<Ports, "sql" | "clock">,
  run: RunState,
): Promise<readonly ErrorLogRead[]> {
  const sent = [...run.acts.values()].flatMap((act) => (act.command?.kind === "sql" ? [act.command.target] : []));
  return Promise.all([...new Set(sent)].sort().map((instance) => readOne(ports, instance, run.startedAt)));
}

async function readOne(ports: Pick<Ports, "sql" | "clock">, instance: string, from: string): Promise<ErrorLogRead> {
  const until = ports.clock.now().toISOString();
  const read = { kind: "error-log-read", instance, from, until } as const;
  try {
    const rows = await ports.sql.read(errorLogQuery(instance, from), errorLogRow);
    const [first] = rows;
    const lines = rows.map(({ at, process, text }) => ({
      at,
      process: process ?? "",
      text: (text ?? "").slice(0, keptErrorLetters),
    }));
    const isCut = first?.begins != null && first.begins > first.since;
    return { ...read, lines, more: (first?.lines ?? 0) - lines.length, isCut, why: null };
  } catch (e) {
    const causes = isStepError(e) ? e.causes : [];
    const isDenied = causes.some(({ number }) => denied.includes(number ?? 0));
    const said = causes[0]?.message ?? (e instanceof Error ? e.message : String(e));
    return { ...read, lines: [], more: 0, isCut: false, why: isDenied ? "rights" : said };
  }
}

import { z } from "zod";
import type { SqlQuery } from "#lib/domain/ports.ts";

/** Lines of one instance's log in one run that are kept; what is beyond is counted. */
export const keptErrorLines = 500;
/** A line is cut beyond so many letters. */
export const keptErrorLetters = 2_000;

/**
 * The current error log of an instance from a moment on, by the documented procedure (sp_readerrorlog: sysadmin, securityadmin, or
 * VIEW SERVER STATE where the version has it). Its times are local: the moment is turned by the server's own clocks. The first row
 * says when the log begins and how many lines the window has.
 */
export function errorLogQuery(target: string, fromUtc: string): SqlQuery {
  return {
    target,
    text: `SET NOCOUNT ON;
CREATE TABLE #log (at datetime, process nvarchar(50), line nvarchar(4000));
INSERT INTO #log EXEC sys.sp_readerrorlog 0, 1;
DECLARE @since datetime = DATEADD(minute, DATEDIFF(minute, GETUTCDATE(), GETDATE()), CONVERT(datetime, @from, 126));
SELECT TOP (${keptErrorLines}) CONVERT(nvarchar(30), l.at, 126) AS at, l.process AS process, l.line AS text,
  CONVERT(nvarchar(30), (SELECT MIN(b.at) FROM #log b), 126) AS begins,
  CONVERT(nvarchar(30), @since, 126) AS since,
  (SELECT COUNT(*) FROM #log c WHERE c.at >= @since) AS lines
FROM #log l WHERE l.at >= @since ORDER BY l.at`,
    parameters: { from: fromUtc.slice(0, 23) },
    deadlineMs: 20_000,
  };
}

/** Row of `errorLogQuery`; times are local, without a zone. */
export const errorLogRow = z.object({
  at: z.string(),
  process: z.string().nullable(),
  text: z.string().nullable(),
  begins: z.string().nullable(),
  since: z.string(),
  lines: z.number().int(),
});

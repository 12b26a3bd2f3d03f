/** One line of an instance's own error log; `at` is the server's local time, without a zone. */
export type ErrorLogLine = { readonly at: string; readonly process: string; readonly text: string };

/**
 * What an instance that the run sent commands to wrote into its error log meanwhile, read once at the run's end, so that SQL
 * Server's records can be laid beside ours. `why` says why there is none: "rights" = not visible with these rights; else verbatim.
 */
export type ErrorLogRead = {
  readonly kind: "error-log-read";
  readonly instance: string;
  /** Of the console's clock, in UTC; the server judges them by its own. */
  readonly from: string;
  readonly until: string;
  readonly lines: readonly ErrorLogLine[];
  /** Lines of the window beyond those kept. */
  readonly more: number;
  /** Whether the log was begun anew within the window: what stood before is in an older file. */
  readonly isCut: boolean;
  readonly why: string | null;
};

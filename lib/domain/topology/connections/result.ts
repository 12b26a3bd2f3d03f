/** What of a connection is tested, in the order in which it can fail; the remedy is a text of its own for each. */
export const testStages = [
  "network",
  "tls",
  "login",
  "name",
  "rights",
  "server-side",
  "console-side",
  "same-folder",
  "cmdlets",
  "service",
] as const;
export type TestStage = (typeof testStages)[number];

/** "unknown" = nobody could tell; "not-tried" = something before it failed. Neither counts as good. */
export type TestVerdict = "pass" | "fail" | "unknown" | "not-tried";

export type TestResult = {
  /** The server, share or shell. */
  readonly target: string;
  readonly stage: TestStage;
  readonly verdict: TestVerdict;
  /** What came back, as it was said. */
  readonly said: string;
  /** Statements or commands that mend it; empty where there are none. */
  readonly fix: readonly string[];
};

type Test = Omit<TestResult, "said" | "fix"> & Partial<Pick<TestResult, "said" | "fix">>;

/** One result, with nothing said where nothing is to be said. */
export function result(test: Test): TestResult {
  return { said: "", fix: [], ...test };
}

/** What stands for the stages behind one that failed. */
export function notTried(target: string, stages: readonly TestStage[]): readonly TestResult[] {
  return stages.map((stage) => result({ target, stage, verdict: "not-tried" }));
}

/** What came back, without the name under which only this look knows the line. */
export const messageOf = (e: unknown): string =>
  (e instanceof Error ? e.message : String(e)).replace(/^read on \d+(\|\w+)?: /, "");

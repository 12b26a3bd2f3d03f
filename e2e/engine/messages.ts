export type ConsoleRequest = {
  readonly id: number;
  readonly verb: string;
  readonly who: string;
  readonly input: unknown;
};
export type ConsoleAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: string; readonly message: string };

/** Answers the bench that started this process. */
export function tellBench(answer: ConsoleAnswer): void {
  if (!process.send) throw new Error("this process is started by a bench (e2e/engine/bench.ts), which speaks to it");
  process.send(answer);
}

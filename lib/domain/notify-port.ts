import type { Judgement } from "./health/check.ts";

/** What a receiver is told of an alert. `id` is the same in every try: a receiver that got it twice can see so. */
export type AlertMessage = {
  readonly id: string;
  readonly pool: string;
  readonly event: "raised" | "cleared";
  readonly check: string;
  readonly state: Judgement["state"];
  readonly target: string | null;
  readonly facts: Readonly<Record<string, string>>;
  readonly raisedAt: string;
  readonly clearedAt: string | null;
  /** Where the console shows it. */
  readonly url: string;
};

/** One way by which alerts leave the console. */
export interface NotifyPort {
  /** "webhook" or "e-mail". */
  readonly channel: string;
  /**
   * Delivers once, within 15 s; gives what the receiver answered. The receiver may get a message twice.
   * @throws AppError "unreachable" without an answer, "remote" for a refusal
   */
  deliver(message: AlertMessage): Promise<string>;
}

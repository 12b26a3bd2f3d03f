import { type StrikeHow, WireStrikes } from "./wire-strikes.ts";

/** One request as it reached the lab, whoever sent it. */
export type WireRequest = {
  readonly kind: "batch" | "rpc" | "cmdlet";
  /** Instance name, or "management shell". */
  readonly target: string;
  /** Empty for a cmdlet, which comes without them. */
  readonly login: string;
  readonly program: string;
  readonly session: number | null;
  /** The statement, or the cmdlet's name. */
  readonly text: string;
  /** As bound or splatted; names of T-SQL parameters without their @. */
  readonly parameters: Readonly<Record<string, unknown>>;
};
export type WireEntry = WireRequest & {
  readonly number: number;
  readonly at: string;
  /** "held-before": not carried out yet. "held-after": carried out, not answered. */
  readonly state: "held-before" | "running" | "held-after" | "answered";
  /** What a strike made of it; null: it went through. */
  readonly struck: StrikeHow | null;
};

/** Stops the next request that fits: before it is carried out, or after, before its sender hears of it. */
export type Hold = { readonly target: string; readonly pattern: string; readonly when: "before" | "after" };

type Kept = { -readonly [K in keyof WireEntry]: WireEntry[K] };
const kept = 20_000;

const wholeOf = ({ program, text, parameters }: WireRequest) => `${program} ${text} ${JSON.stringify(parameters)}`;

/** Everything that clients asked of the lab, newest 20,000 requests, and the means to hold one in mid-flight. */
export class WireLog {
  readonly #entries: Kept[] = [];
  #count = 0;
  #hold: Hold | null = null;
  #release: () => void = () => undefined;
  #released: Promise<void> = Promise.resolve();
  /** What is to go wrong, once each. */
  readonly strikes = new WireStrikes();

  get entries(): readonly WireEntry[] {
    return this.#entries;
  }

  /** Replaces a hold that waits for its request; what is held already stays so until `release`. */
  holdNext(hold: Hold): void {
    if (this.#hold === null && !this.#entries.some((e) => e.state.startsWith("held")))
      this.#released = new Promise((resolve) => {
        this.#release = resolve;
      });
    this.#hold = hold;
  }

  /** Lets go whatever is held, and forgets a hold that nothing fitted. */
  release(): void {
    this.#hold = null;
    this.#release();
  }

  /** Records the request; gives what its carrier waits for before it begins and before it answers. */
  async begin(
    request: WireRequest,
    now: Date,
  ): Promise<{ readonly struck: StrikeHow | null; readonly end: () => Promise<void> }> {
    this.#count += 1;
    const entry: Kept = {
      ...request,
      number: this.#count,
      at: now.toISOString(),
      state: "running",
      struck: this.strikes.take(request.target, wholeOf(request)),
    };
    this.#entries.push(entry);
    if (this.#entries.length > kept) this.#entries.shift();
    const held = this.#take(request);
    const released = this.#released;
    if (held === "before") {
      entry.state = "held-before";
      await released;
      entry.state = "running";
    }
    return {
      struck: entry.struck,
      end: async () => {
        if (held === "after") {
          entry.state = "held-after";
          await released;
        }
        entry.state = "answered";
      },
    };
  }

  /** The hold that this request is the first to fit; a hold stops one request only. */
  #take(request: WireRequest): Hold["when"] | null {
    const hold = this.#hold;
    if (hold === null || hold.target.toLowerCase() !== request.target.toLowerCase()) return null;
    if (!wholeOf(request).toLowerCase().includes(hold.pattern.toLowerCase())) return null;
    this.#hold = null;
    return hold.when;
  }
}

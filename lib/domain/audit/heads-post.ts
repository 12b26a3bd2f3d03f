import { z } from "zod";
import type { ChainRecord } from "./chain.ts";

/** A place outside the audit database that keeps what the head chain said, in the order in which it was said. */
export interface HeadsPost {
  /** Where, for people. */
  readonly name: string;
  /** Adds what is not there yet, durable when it resolves, and gives the number of the newest record there (0 = none). Safe to call twice. */
  post(heads: readonly ChainRecord[]): Promise<number>;
}

const postedLine = z.object({ number: z.number().int().positive(), hash: z.string(), body: z.string() });

/** A head as one line of text, with its seal inside `body`. Pure. */
export function headLine({ number, hash, body }: ChainRecord): string {
  return `${JSON.stringify({ number, hash, body })}\n`;
}

/** The first posted head that the database does not hold as it was posted; null when it holds all. Lines that are none are one. Pure. */
export function firstRewritten(posted: string, kept: ReadonlyMap<number, string>): number | null {
  let number = 0;
  for (const text of posted.split("\n").filter((each) => each !== "")) {
    const line = lineOf(text);
    if (line === null || kept.get(line.number) !== line.hash) return line?.number ?? number + 1;
    number = line.number;
  }
  return null;
}

function lineOf(text: string): z.infer<typeof postedLine> | null {
  try {
    return postedLine.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

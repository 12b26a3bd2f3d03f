import type { ShippingPrimary, ShippingSecondary } from "#lib/domain/commands/log-shipping-setup.ts";
import type { Capture } from "#lib/domain/store-port.ts";
import { saidWords } from "#lib/domain/topology/log-shipping.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { type Answer, newestAnswer } from "#lib/domain/uncaptured/answers.ts";
import { type Settled, settlePart } from "#lib/domain/uncaptured/settle-part.ts";
import { captured, isCaptured } from "./captured.ts";
import {
  filePrimary,
  fileSecondary,
  primaryTargets,
  saidPrimary,
  saidSecondary,
  secondaryTargets,
} from "./given-shipping.ts";
import { capturedPrimary, capturedSecondary, wholePrimary, wholeSecondary } from "./rebuild-shipping.ts";

/** What is known beside the servers: the capture, what people said, the pool file. */
export type Known = {
  readonly capture: Capture | null;
  readonly answers: readonly Answer[];
  readonly pool: Pick<Pool, "logShipping" | "activeInHome" | "instances">;
};
type At = { readonly instance: string; readonly isHomeA: boolean };

/** Log shipping of a home instance out of all three sources, and where it comes from; null twice: it did not ship. Pure. */
export function settledPrimary(
  known: Known,
  { instance, isHomeA }: At,
): { readonly whole: ShippingPrimary | null; readonly settled: Settled | null } {
  const half = known.capture?.halves[`instance:${instance}`]?.data;
  const answer = newestAnswer(known.answers, { part: "primary", instance });
  const fromFile = filePrimary(known.pool.logShipping, instance);
  const isKnownNone = isCaptured(half, "logShippingPrimary") && captured(half, "logShippingPrimary").length === 0;
  if (isKnownNone && !isHomeA && fromFile === null) return { whole: null, settled: null };
  const was = capturedPrimary(half);
  const words = saidWords.primary.safeParse(answer?.values ?? {});
  const said = saidPrimary(words.success ? words.data : {}, was.backupJob);
  const file = saidPrimary(fromFile ?? {}, was.backupJob);
  const isOptional = !isHomeA && Object.keys(was).length === 0;
  const part = { part: "primary", instance, what: shippingOf(instance), isOptional, answer } as const;
  return {
    whole: wholePrimary({ ...file, ...said, ...was }),
    settled: settlePart(
      { ...part, fields: Object.keys(primaryTargets) },
      {
        captured: wordsIn(primaryTargets, was),
        said: wordsIn(primaryTargets, said),
        file: wordsIn(primaryTargets, file),
      },
    ),
  };
}

/** Log shipping of the secondary out of all three sources, and where it comes from. Pure. */
export function settledSecondary(
  known: Known,
  instance: string,
): { readonly whole: ShippingSecondary | null; readonly settled: Settled } {
  const was = capturedSecondary(known.capture?.halves[`instance:${instance}`]?.data);
  const answer = newestAnswer(known.answers, { part: "secondary", instance });
  const words = saidWords.secondary.safeParse(answer?.values ?? {});
  const said = saidSecondary(words.success ? words.data : {}, was);
  const file = saidSecondary(fileSecondary(known.pool.logShipping, instance) ?? {}, was);
  const part = { part: "secondary", instance, what: shippingOf(instance), isOptional: false, answer } as const;
  return {
    whole: wholeSecondary({ ...file, ...said, ...was }),
    settled: settlePart(
      { ...part, fields: Object.keys(secondaryTargets) },
      {
        captured: wordsIn(secondaryTargets, was),
        said: wordsIn(secondaryTargets, said),
        file: wordsIn(secondaryTargets, file),
      },
    ),
  };
}

const shippingOf = (instance: string) => `log shipping of ${instance}`;

/** Names of the words whose value msdb would get from here. */
const wordsIn = <T extends object>(targets: Readonly<Record<string, keyof T>>, has: Partial<T>): readonly string[] =>
  Object.entries(targets).flatMap(([word, target]) => (has[target] === undefined ? [] : [word]));

import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import type { Standing } from "./standing.ts";

/** Who can change the fact that stands in the way. */
export type Helper = "operator" | "database-administrator" | "site-staff" | "nobody-needed";

/** Why a procedure is not open now: texts `offers.<fact>.why` and `offers.<fact>.remedy`, and who can act. */
export type Refusal = { readonly fact: Fact; readonly who: Helper };

const helpers = {
  "already-failed-over": "operator",
  "not-failed-over": "nobody-needed",
  "pool-state-unknown": "operator",
  "other-copy-open": "operator",
  "other-copy-not-open": "database-administrator",
  "other-copy-damaged": "database-administrator",
  "other-copy-absent": "operator",
  "serving-copy-absent": "database-administrator",
  "other-copy-unknown": "site-staff",
  "home-copy-unknown": "site-staff",
  "home-copy-not-serving": "operator",
  "no-mirror": "database-administrator",
  "mirror-behind": "database-administrator",
  "mirror-unknown": "site-staff",
  "shipping-runs": "nobody-needed",
  "home-does-not-serve": "operator",
  "shipping-broken": "database-administrator",
  "shipping-unknown": "site-staff",
} as const satisfies Readonly<Record<string, Helper>>;

export type Fact = keyof typeof helpers;
export const facts = Object.keys(helpers) as readonly Fact[];

type Rule = { readonly fact: Fact; readonly holds: (at: Standing) => boolean };
const when = (fact: Fact, holds: Rule["holds"]): Rule => ({ fact, holds });

const notFailedOver = [
  when("not-failed-over", (at) => at.poolState === "Normal"),
  when("pool-state-unknown", (at) => at.poolState === "unknown"),
];

/**
 * What closes each procedure, the first that holds. A failover asks nothing of the pool state or of home: both may be silent, and
 * its plan says what that means. Sources: persistent-chat A.3 to A.6, sql-server A7 and A8, dba-notes 6 and 28.
 */
const closed: Readonly<Record<ProcedureId, readonly Rule[]>> = {
  failover: [
    when("already-failed-over", (at) => at.poolState === "FailedOver"),
    when("other-copy-unknown", (at) => at.other === "unknown"),
    when("other-copy-absent", (at) => at.other === "absent"),
    when("other-copy-damaged", (at) => at.other === "damaged"),
    when("other-copy-open", (at) => at.other === "writable" || at.other === "read-only"),
  ],
  // Planned: whatever is not as it should be is mended first. Where home is lost, the failover stays open.
  switchover: [
    when("already-failed-over", (at) => at.poolState === "FailedOver"),
    when("pool-state-unknown", (at) => at.poolState === "unknown"),
    when("home-copy-unknown", (at) => at.home === "unknown"),
    when("home-does-not-serve", (at) => at.home !== "writable"),
    when("other-copy-unknown", (at) => at.other === "unknown"),
    when("other-copy-absent", (at) => at.other === "absent"),
    when("other-copy-damaged", (at) => at.other === "damaged"),
    when("other-copy-open", (at) => at.other === "writable" || at.other === "read-only"),
    when("shipping-unknown", (at) => at.shipping === "unknown"),
    when("shipping-broken", (at) => at.shipping === "broken"),
  ],
  "mirror-failover": [
    when("already-failed-over", (at) => at.poolState === "FailedOver"),
    when("mirror-unknown", (at) => at.homeMirror === "unknown"),
    when("no-mirror", (at) => at.homeMirror === "none"),
    when("mirror-behind", (at) => at.homeMirror === "not-synchronized"),
  ],
  failback: [
    ...notFailedOver,
    when("other-copy-unknown", (at) => at.other === "unknown"),
    when("serving-copy-absent", (at) => at.other === "absent"),
    when("other-copy-damaged", (at) => at.other === "damaged"),
    when("other-copy-not-open", (at) => at.other === "restoring"),
    when("home-copy-unknown", (at) => at.home === "unknown"),
  ],
  "fence-returned-home": [
    ...notFailedOver,
    // Whether anything there still takes messages, its plan says: chat services count beside the copy.
    when("home-copy-unknown", (at) => at.home === "unknown"),
  ],
  "re-protect": [
    when("already-failed-over", (at) => at.poolState === "FailedOver"),
    when("pool-state-unknown", (at) => at.poolState === "unknown"),
    when("home-copy-unknown", (at) => at.home === "unknown"),
    when("home-copy-not-serving", (at) => at.home !== "writable"),
    when("other-copy-unknown", (at) => at.other === "unknown"),
    when("shipping-runs", (at) => at.shipping === "runs" && at.other === "restoring"),
  ],
  // It reads home's history and restores beside the copy in the other site: both must answer, whatever that copy is.
  drill: [
    when("already-failed-over", (at) => at.poolState === "FailedOver"),
    when("pool-state-unknown", (at) => at.poolState === "unknown"),
    when("home-copy-unknown", (at) => at.home === "unknown"),
    when("home-does-not-serve", (at) => at.home !== "writable"),
    when("other-copy-unknown", (at) => at.other === "unknown"),
  ],
};

/** What can close a procedure, in the order in which it is tried. */
export const factsOf = (procedure: ProcedureId): readonly Fact[] => closed[procedure].map(({ fact }) => fact);

/** Null: the procedure is open, its plan may be made; else the first fact in its way. Pure. */
export function refusalOf(procedure: ProcedureId, at: Standing): Refusal | null {
  const rule = closed[procedure].find(({ holds }) => holds(at));
  return rule ? { fact: rule.fact, who: helpers[rule.fact] } : null;
}

/** Every procedure with what stands in its way; null = nothing. */
export type Offers = Readonly<Record<ProcedureId, Refusal | null>>;

/** Every procedure with what stands in its way. Pure. */
export function offersAt(at: Standing): Offers {
  return {
    failover: refusalOf("failover", at),
    switchover: refusalOf("switchover", at),
    "mirror-failover": refusalOf("mirror-failover", at),
    failback: refusalOf("failback", at),
    "fence-returned-home": refusalOf("fence-returned-home", at),
    "re-protect": refusalOf("re-protect", at),
    drill: refusalOf("drill", at),
  };
}

/** What a site's best copy of `mgc` is. "unknown": silent, or not read yet; "damaged": SUSPECT, RECOVERY_PENDING and their like. */
export const copyStates = ["writable", "read-only", "restoring", "damaged", "absent", "unknown"] as const;
export type CopyState = (typeof copyStates)[number];

export const poolStates = ["Normal", "FailedOver", "unknown"] as const;
export const mirrorStates = ["synchronized", "not-synchronized", "none", "unknown"] as const;
export const shippingStates = ["runs", "broken", "unknown"] as const;

/** Everything that decides which procedures are open: pool state × both copies × home's mirror × log shipping. */
export type Standing = {
  readonly poolState: (typeof poolStates)[number];
  readonly home: CopyState;
  readonly other: CopyState;
  readonly homeMirror: (typeof mirrorStates)[number];
  readonly shipping: (typeof shippingStates)[number];
};

/** Every combination, whether a pool can come to it or not. */
export function everyStanding(): readonly Standing[] {
  return poolStates.flatMap((poolState) =>
    copyStates.flatMap((home) =>
      copyStates.flatMap((other) =>
        mirrorStates.flatMap((homeMirror) =>
          shippingStates.map((shipping) => ({ poolState, home, other, homeMirror, shipping })),
        ),
      ),
    ),
  );
}

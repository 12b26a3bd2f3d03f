/** Before the next act, or before the next stage. */
export type HoldAt = "act" | "stage";

/** What people do to a run beside answering it: overrides of rule 1, holding, ending, handing over. */
export type ControlBody =
  | {
      /** A person asks to pass rule 1; the decision stays open until another person answers. */
      readonly kind: "override-proposed";
      readonly decisionId: string;
      readonly person: string;
      readonly personId: string;
      readonly reason: string;
    }
  | {
      readonly kind: "override-confirmed" | "override-refused";
      readonly decisionId: string;
      readonly person: string;
      readonly personId: string;
      readonly reason: string;
    }
  | {
      /** The guard let one act pass; it will not do so again on the same word. */
      readonly kind: "override-used";
      readonly stepId: string;
      readonly actId: string;
      readonly decisionId: string;
    }
  | {
      readonly kind: "pause-requested";
      readonly person: string;
      readonly reason: string;
      /** Where the run is to hold; without it before its next act. */
      readonly holdAt?: HoldAt;
    }
  | { readonly kind: "resumed" | "abort-requested"; readonly person: string; readonly reason: string }
  | {
      /** The owner offers the run to whoever takes it, takes the offer back, or refuses one who asked; another operator asks for it. */
      readonly kind: "hand-over-offered" | "hand-over-withdrawn" | "take-over-asked" | "take-over-refused";
      readonly person: string;
      readonly personId: string;
      readonly reason: string;
    }
  | {
      /** From here on `person` owns the run: it was offered, the owner agreed, or did not answer in time. */
      readonly kind: "owner-changed";
      readonly person: string;
      readonly personId: string;
      readonly how: "offered" | "agreed" | "no-answer";
    };

export type EvidenceVerdict =
  | {
      readonly whole: true;
      readonly records: number;
      readonly head: string;
      readonly seals: number;
      /** Public keys that the seals' signatures fit; "nobody" for a seal without one. */
      readonly signers: readonly string[];
      readonly where?: undefined;
    }
  | { readonly whole: false; readonly where: string; readonly why: string };

export declare function verifyEvidence(
  text: string,
  options?: {
    readonly head?: string | undefined;
    readonly key?: string | undefined;
    readonly publicKey?: string | undefined;
  },
): EvidenceVerdict;

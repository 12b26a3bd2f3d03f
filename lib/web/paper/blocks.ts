/** What a paper is made of; a renderer decides how each looks. */
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: "text"; readonly text: string; readonly look: "plain" | "lead" | "strong" | "small" }
  | { readonly kind: "code"; readonly text: string }
  /** A box and what it is about. */
  | { readonly kind: "tick"; readonly isTicked: boolean; readonly text: string }
  | {
      readonly kind: "table";
      readonly heads: readonly string[];
      readonly rows: Iterable<readonly string[]>;
      /** How the width is shared out. */
      readonly shares: readonly number[];
    };

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: "heading", level, text });
export const plain = (text: string): Block => ({ kind: "text", text, look: "plain" });
export const lead = (text: string): Block => ({ kind: "text", text, look: "lead" });
export const strong = (text: string): Block => ({ kind: "text", text, look: "strong" });
export const small = (text: string): Block => ({ kind: "text", text, look: "small" });
export const tick = (isTicked: boolean, text: string): Block => ({ kind: "tick", isTicked, text });
export const code = (text: string): Block => ({ kind: "code", text });
export const table = (
  heads: readonly string[],
  shares: readonly number[],
  rows: Iterable<readonly string[]>,
): Block => ({ kind: "table", heads, rows, shares });

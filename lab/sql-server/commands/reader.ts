import type { SqlValue, StatementCall, Token } from "#lab/sql-server/contract.ts";
import { refuse } from "#lab/world/refuse.ts";

/** Reads a handler's tokens one after the other. */
export class TokenReader {
  readonly #call: StatementCall;
  #at = 0;

  constructor(call: StatementCall) {
    this.#call = call;
  }

  get done(): boolean {
    return this.#at >= this.#call.tokens.length;
  }
  peek(ahead = 0): Token | null {
    return this.#call.tokens[this.#at + ahead] ?? null;
  }
  is(...words: readonly string[]): boolean {
    return words.every(
      (word, index) => this.peek(index)?.text.toUpperCase() === word && this.peek(index)?.kind !== "string",
    );
  }
  take(...words: readonly string[]): boolean {
    if (!this.is(...words)) return false;
    this.#at += words.length;
    return true;
  }
  next(): Token {
    const token = this.peek();
    if (!token) throw this.wrong();
    this.#at += 1;
    return token;
  }
  expect(...words: readonly string[]): void {
    if (!this.take(...words)) throw this.wrong();
  }

  /** 102 or 156 at the token that does not fit. */
  wrong() {
    const token = this.peek() ?? this.#call.tokens.at(-1);
    return refuse(102, `Incorrect syntax near '${token?.text ?? ""}'.`, { class: 15 });
  }

  /** A name, or what a @variable holds. */
  name(): string {
    const token = this.next();
    if (token.kind === "variable") return String(this.#call.variable(token.text));
    if (token.kind === "word" || token.kind === "quoted") return token.text;
    this.#at -= 1;
    throw this.wrong();
  }

  /** A literal, or what a @variable holds. */
  value(): SqlValue {
    const token = this.next();
    if (token.kind === "variable") return this.#call.variable(token.text);
    if (token.kind === "number") return Number(token.text);
    if (token.kind === "string" || token.kind === "word" || token.kind === "quoted") return token.text;
    this.#at -= 1;
    throw this.wrong();
  }

  text(): string {
    return String(this.value());
  }
}

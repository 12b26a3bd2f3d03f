import type { SqlType } from "#lab/sql-server/contract.ts";
import { SqlError, sqlError } from "./errors.ts";
import type { Lexeme } from "./lexer.ts";
import { reserved } from "./reserved.ts";
import { namedType } from "./types.ts";

export type Version = readonly [number, number, number];

/** 50001 with the construct's name, so that the world can log the gap. */
export class UnsupportedError extends SqlError {
  readonly what: string;
  constructor(what: string, line: number) {
    super({ number: 50001, message: `The simulated server does not implement ${what}.`, line, abort: "batch" });
    this.what = what;
  }
}

const end: Lexeme = { kind: "symbol", text: "", line: 0, national: false, start: 0, end: 0 };

/** Reading position over a batch's tokens, with what the parser knows so far. */
export class Cursor {
  private at = 0;
  private depth = 0;
  readonly tokens: readonly Lexeme[];
  readonly version: Version;
  readonly declared: Set<string>;

  constructor(tokens: readonly Lexeme[], version: Version, declared: Iterable<string>) {
    this.tokens = tokens;
    this.version = version;
    this.declared = new Set(declared);
  }

  get token(): Lexeme {
    return this.tokens[this.at] ?? end;
  }
  get done(): boolean {
    return this.at >= this.tokens.length;
  }
  get start(): boolean {
    return this.at === 0;
  }
  get line(): number {
    return this.tokens[this.at]?.line ?? this.tokens.at(-1)?.line ?? 1;
  }
  peek(distance: number): Lexeme {
    return this.tokens[this.at + distance] ?? end;
  }
  next(): Lexeme {
    const token = this.token;
    this.at++;
    return token;
  }
  isWord(...words: readonly string[]): boolean {
    return this.token.kind === "word" && words.includes(this.token.text.toUpperCase());
  }
  isWordAt(distance: number, ...words: readonly string[]): boolean {
    const token = this.peek(distance);
    return token.kind === "word" && words.includes(token.text.toUpperCase());
  }
  isSymbol(...symbols: readonly string[]): boolean {
    return !this.done && this.token.kind === "symbol" && symbols.includes(this.token.text);
  }
  isSymbolAt(distance: number, symbol: string): boolean {
    const token = this.peek(distance);
    return token.kind === "symbol" && token.text === symbol;
  }
  acceptWord(...words: readonly string[]): boolean {
    if (!this.isWord(...words)) return false;
    this.at++;
    return true;
  }
  acceptSymbol(...symbols: readonly string[]): boolean {
    if (!this.isSymbol(...symbols)) return false;
    this.at++;
    return true;
  }
  expectWord(...words: readonly string[]): void {
    if (!this.acceptWord(...words)) throw this.unexpected();
  }
  expectSymbol(symbol: string): void {
    if (!this.acceptSymbol(symbol)) throw this.unexpected();
  }
  /** 156 for a keyword, 102 for anything else; at the end of the text the last token is named. */
  unexpected(): SqlError {
    const token = this.done ? (this.tokens.at(-1) ?? end) : this.token;
    const isKeyword = token.kind === "word" && reserved.has(token.text.toUpperCase());
    return sqlError(isKeyword ? 156 : 102, [token.text], { line: this.line });
  }
  isIdentifier(): boolean {
    return this.isIdentifierAt(0);
  }
  isIdentifierAt(distance: number): boolean {
    const token = this.peek(distance);
    return token.kind === "quoted" || (token.kind === "word" && !reserved.has(token.text.toUpperCase()));
  }
  identifier(): string {
    if (!this.isIdentifier()) throw this.unexpected();
    return this.next().text;
  }
  /** a.b.c, also a..c. */
  dottedName(): readonly string[] {
    const parts = [this.identifier()];
    while (this.acceptSymbol(".")) {
      if (this.isSymbol(".")) parts.push("");
      else if (this.token.kind === "word" || this.token.kind === "quoted") parts.push(this.next().text);
      else throw this.unexpected();
    }
    return parts;
  }
  variable(): string {
    const token = this.token;
    if (token.kind !== "variable") throw this.unexpected();
    if (!token.text.startsWith("@@") && !this.declared.has(token.text.toLowerCase())) {
      throw sqlError(137, [token.text], { line: token.line, state: 2 });
    }
    this.at++;
    return token.text;
  }
  type(): SqlType {
    const line = this.line;
    const parts =
      this.token.kind === "word" && this.isWord("NATIONAL", "DOUBLE") ? [this.next().text] : this.dottedName();
    const name = (parts.at(-1) ?? "").toLowerCase();
    if (name === "double") this.expectWord("PRECISION");
    const varying = this.acceptWord("VARYING");
    const sizes: (number | "max")[] = [];
    if (this.acceptSymbol("(")) {
      do sizes.push(this.acceptWord("MAX") ? "max" : this.integer());
      while (this.acceptSymbol(","));
      this.expectSymbol(")");
    }
    const type = namedType(varying ? `var${name}` : name, sizes);
    if (type === null) throw sqlError(243, [parts.at(-1) ?? ""], { line });
    return type;
  }
  integer(): number {
    const token = this.token;
    if (token.kind !== "number" || !/^\d+$/.test(token.text)) throw this.unexpected();
    this.at++;
    return Number(token.text);
  }
  /** Runs `parse` one level deeper; 191 instead of a stack overflow. */
  nested<T>(parse: () => T): T {
    if (++this.depth > 400) throw sqlError(191, [], { line: this.line });
    const result = parse();
    this.depth--;
    return result;
  }
  unsupported(what: string): UnsupportedError {
    return new UnsupportedError(what, this.line);
  }
}

import type { Cell, Statement } from "./statement.ts";

export type SeenError = {
  readonly number: number;
  readonly state: number;
  readonly class: number;
  readonly line: number;
  readonly message: string;
};
export type SeenSet = {
  /** Names; with types when the client tells them. */
  readonly names: readonly string[];
  readonly types: readonly string[] | null;
  readonly rows: readonly (readonly Cell[])[];
};

/** What one client saw of one statement. */
export type Outcome = {
  readonly sets: readonly SeenSet[];
  /** Of a client that prints text only: headings and rows of all sets, one after the other. */
  readonly lines: readonly (readonly Cell[])[] | null;
  readonly errors: readonly SeenError[];
  readonly infos: readonly number[];
  readonly returns: number | null;
  readonly outputs: Readonly<Record<string, Cell>>;
};

/** A client that can send the entries of the file; `before` are texts that must not fail. */
export type Client = {
  readonly name: string;
  /** Whether it tells column types, return codes and outputs. */
  readonly tells: "all" | "text";
  prepare(text: string): Promise<void>;
  send(statement: Statement): Promise<Outcome>;
  close(): Promise<void>;
};

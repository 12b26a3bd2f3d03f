import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser } from "@vscode/tree-sitter-wasm";

const grammar = createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm/wasm/tree-sitter-powershell.wasm");

/** Reads PowerShell by its grammar, without a PowerShell. Gives what is wrong with a text: none, or the lines that could not be read. */
export async function powerShellReader(): Promise<(text: string) => readonly number[]> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(grammar)));
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null) throw new TypeError("the grammar gave no tree");
    const wrong = tree.rootNode.descendantsOfType("ERROR").filter((node) => node !== null);
    const lines = wrong.map((node) => node.startPosition.row + 1);
    return lines.length === 0 && tree.rootNode.hasError ? [tree.rootNode.endPosition.row + 1] : lines;
  };
}

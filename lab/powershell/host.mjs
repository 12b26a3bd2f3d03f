#!/usr/bin/env node
// The PowerShell of the lab: stdin and stdout as powershell.exe has them with `-Command -`. Plain JavaScript, so that it
// starts as fast as a shell does; what the cmdlets do is answered by the lab process at its shell port.
import { createInterface } from "node:readline";
import { runLine } from "./host-line.mjs";
import { createOutput } from "./host-output.mjs";
import { shellUrlFrom } from "./host-port.mjs";

const habits = new Set((process.env.LAB_SHELL_HABITS ?? "").split(",").filter(Boolean));
const output = createOutput(habits);
const shell = { output, habits, shellUrl: () => shellUrlFrom(process.argv.slice(2), process.env) };

// Whoever reads may be gone: a shell finishes its cmdlet all the same, and ends when it finds no further line.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

// Text before the first delimiter in the same read makes node-powershell miss the closing one: a habit of its own.
if (habits.has("banner")) output.out("Loading personal and system profiles took 731ms.");

// One statement at a time: what stands behind a running one waits in the pipe, as in a real shell.
let unfinished = "";
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  const text = unfinished === "" ? line : `${unfinished}\n${line}`;
  if (isOpen(text) || (unfinished !== "" && line !== "")) {
    unfinished = text;
    continue;
  }
  unfinished = "";
  if (text.trim() === "") continue;
  const exitCode = await runLine(shell, text);
  if (exitCode !== null) await leave(exitCode);
}
await leave(0);

async function leave(code) {
  await output.flushed();
  process.exit(code);
}

/** An open brace, bracket or quote makes the shell wait for more lines, and swallow whatever comes. */
function isOpen(text) {
  let depth = 0;
  let quote = "";
  for (const character of text) {
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === "'" || character === '"') quote = character;
    else if ("({[".includes(character)) depth += 1;
    else if (")}]".includes(character)) depth -= 1;
  }
  return depth > 0 || quote !== "";
}

import { callCmdlet } from "./host-port.mjs";

const echo = /^\[Console\]::(Out|Error)\.WriteLine\("([^"$`]*)"\)$/;
const consoleInvocation =
  /^& \(\[scriptblock\]::Create\(\[Text\.Encoding\]::UTF8\.GetString\(\[Convert\]::FromBase64String\('([A-Za-z0-9+/=]*)'\)\)\)\) '([A-Za-z0-9+/=]*)' '([^']*)'$/i;
const newLineSetting = /\[Console\]::(Out|Error)\.NewLine\s*=\s*(?:"`n"|\[char\]10|\[string\]\[char\]10)/gi;
const harmlessAssignment =
  /^\$(?:global:|env:)?\w+(?:\.\w+)?\s*=\s*(?:'[^']*'|"[^"$`]*"|\$true|\$false|\$null|\d+)\s*;?$/i;

/** Runs one statement. Gives the exit code when the shell is to end, else null. */
export async function runLine(shell, line) {
  const text = line.trim();
  const echoed = echo.exec(text);
  if (echoed !== null) return echoLine(shell, echoed);
  const invocation = consoleInvocation.exec(text);
  if (invocation !== null)
    return runInvocation(shell, { script: invocation[1], request: invocation[2], marker: invocation[3] });
  const exit = /^exit(?:\s+(\d+))?;?$/i.exec(text);
  if (exit !== null) return Number(exit[1] ?? 0);
  if (setLineEnds(shell, text) || harmlessAssignment.test(text)) return null;
  return unknownCommand(shell, text);
}

function echoLine({ output }, [, stream, text]) {
  if (stream === "Out") output.out(text);
  else output.error(text);
  return null;
}

async function runInvocation(shell, { script, request, marker }) {
  const constantScript = decode(script);
  const asked = parseRequest(decode(request));
  if (constantScript === null || asked === null) return unknownCommand(shell, "FromBase64String");
  setLineEnds(shell, constantScript);
  const whatIf = asked.parameters?.WhatIf === true;
  const reply = await callCmdlet(shell.shellUrl(), { ...asked, whatIf });
  if (reply.kind === "died") return reply.exitCode;
  printEnvelope(shell, reply, marker);
  return null;
}

function printEnvelope({ output, habits }, reply, marker) {
  if (habits.has("noise")) output.out("WARNING: The names of some imported commands include unapproved verbs.");
  for (const text of reply.hostText ?? []) output.out(text);
  const envelope = {
    ok: reply.ok,
    output: reply.output,
    error: reply.error,
    warnings: reply.warnings,
    verbose: reply.verbose,
  };
  output.out(`${marker}:begin`);
  output.out(Buffer.from(JSON.stringify(envelope), "utf8").toString("base64"));
  output.out(`${marker}:end`);
}

/** The script may set the shell's line ends itself; then they hold for what is written from here on. */
function setLineEnds({ output }, text) {
  const settings = [...text.matchAll(newLineSetting)];
  for (const [, stream] of settings) output.setLineEnd(stream.toLowerCase() === "out" ? "out" : "error", "\n");
  return settings.length > 0;
}

function decode(base64) {
  const bytes = Buffer.from(base64, "base64");
  return base64 !== "" && bytes.toString("base64") === base64 ? bytes.toString("utf8") : null;
}

function parseRequest(json) {
  try {
    const request = JSON.parse(json ?? "");
    return typeof request?.cmdlet === "string" ? request : null;
  } catch {
    return null;
  }
}

function unknownCommand({ output }, text) {
  const word = text.split(/\s/)[0];
  output.error(
    [
      `${word} : The term '${word}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
      "At line:1 char:1",
      `+ ${text.split("\n")[0]}`,
      `    + CategoryInfo          : ObjectNotFound: (${word}:String) [], CommandNotFoundException`,
      "    + FullyQualifiedErrorId : CommandNotFoundException",
    ].join("\n"),
  );
  return null;
}

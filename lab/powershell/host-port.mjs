import { readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";

/** The lab's shell port: `-ShellUrl <url>`, LAB_SHELL_URL, or lab.json in LAB_DIR; read anew for each call, as the lab may restart. */
export function shellUrlFrom(argumentList, environment) {
  const at = argumentList.indexOf("-ShellUrl");
  if (at !== -1 && argumentList[at + 1]) return argumentList[at + 1];
  if (environment.LAB_SHELL_URL) return environment.LAB_SHELL_URL;
  const file = join(environment.LAB_DIR ?? join(process.cwd(), ".data", "lab"), "lab.json");
  try {
    return JSON.parse(readFileSync(file, "utf8")).shellUrl ?? null;
  } catch {
    return null;
  }
}

/** Not reached: an error that says so. Cut off after the request was sent: nobody knows the effect, so the shell dies. */
export function callCmdlet(shellUrl, body) {
  if (shellUrl === null) return Promise.resolve(notReached("no lab.json and no LAB_SHELL_URL"));
  return new Promise((resolve) => {
    const text = JSON.stringify(body);
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    const call = request(`${shellUrl.replace(/\/$/, "")}/cmdlet`, { method: "POST", headers, agent: false });
    call.on("error", (error) => resolve(error.code === "ECONNREFUSED" ? notReached(shellUrl) : cutOff));
    call.on("response", (response) => readReply(response).then(resolve));
    call.end(text);
  });
}

const cutOff = { kind: "died", exitCode: 1 };

async function readReply(response) {
  try {
    const pieces = [];
    for await (const piece of response) pieces.push(piece);
    const reply = JSON.parse(Buffer.concat(pieces).toString("utf8"));
    if (reply.kind === "died") return reply;
    return typeof reply.ok === "boolean" ? { output: [], error: null, warnings: [], verbose: [], ...reply } : cutOff;
  } catch {
    return cutOff;
  }
}

function notReached(where) {
  const message = `The lab does not answer at its shell port (${where}).`;
  const error = { message, errorId: "ModuleImport,LabShellPortUnavailable", category: "ConnectionError", position: "" };
  return { kind: "answer", ok: false, output: [], error, warnings: [], verbose: [], hostText: [] };
}

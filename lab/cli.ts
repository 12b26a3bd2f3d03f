import { resolve } from "node:path";
import { faultList } from "#lab/world/fault-list.ts";
import { readLabFile } from "./lab-file.ts";

const usage = `usage: npm run lab -- <command>
  start                             run the lab in this window
  status                            where it listens, its panel, the faults that are on
  truth                             what really happened, as JSON
  faults                            every fault by name, with its targets
  fault <name> [target] on|off      a fault, such as: fault black-holed 'sqlmi01\\PCHAT' on
  site home|other down|up           a site without power
  scenario <name>                   several at once, such as: scenario home-lost
  product <instance> <version>      such as: product 'sqlmi01\\PCHAT' '2008 R2 Standard'
  reset                             begin anew`;

type Call = { readonly method: "GET" | "POST"; readonly path: string; readonly body?: object };

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

async function ask(call: Call): Promise<unknown> {
  const file = readLabFile(resolve(process.env.LAB_DIR ?? ".data/lab"));
  if (!file) return stop("no lab here yet: npm run lab -- start");
  const response = await fetch(`${file.controlUrl}${call.path}`, {
    method: call.method,
    signal: AbortSignal.timeout(15_000),
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  }).catch(() => stop(`the lab does not answer at ${file.controlUrl}: npm run lab -- start`));
  const answer: unknown = await response.json();
  if (!response.ok) return stop(`refused (${response.status}): ${JSON.stringify(answer)}`);
  return answer;
}

function faultCall(args: readonly string[]): Call | null {
  const [name, ...rest] = args;
  const state = rest.at(-1);
  if (name === undefined || (state !== "on" && state !== "off")) return null;
  const target = rest.length > 1 ? rest[0] : undefined;
  return { method: "POST", path: "/faults", body: { fault: name, target, on: state === "on" } };
}

function siteCall([site, state]: readonly string[]): Call | null {
  if ((site !== "home" && site !== "other") || (state !== "up" && state !== "down")) return null;
  return { method: "POST", path: "/sites", body: { site, up: state === "up" } };
}

function callOf([command, ...args]: readonly string[]): Call | null {
  if (command === "truth") return { method: "GET", path: "/truth" };
  if (command === "fault") return faultCall(args);
  if (command === "site") return siteCall(args);
  if (command === "scenario") return { method: "POST", path: "/scenario", body: { scenario: args[0] } };
  if (command === "product" && args.length > 1)
    return { method: "POST", path: "/product", body: { instance: args[0], product: args.slice(1).join(" ") } };
  return command === "reset" ? { method: "POST", path: "/reset" } : null;
}

/** Asks no lab: the list is the same for each. */
function printFaults(): void {
  for (const [index, { group, name, meaning, targets }] of faultList.entries()) {
    if (group !== faultList[index - 1]?.group) console.log(`${index === 0 ? "" : "\n"}${group}`);
    console.log(`  ${name.padEnd(30)}${meaning}`);
    if (targets.length > 0) console.log(`${" ".repeat(32)}[${targets.join(", ")}]`);
  }
}

const args = process.argv.slice(2);
if (args[0] === "start") await import("./main.ts");
else if (args[0] === "faults") printFaults();
else if (args[0] === "status") {
  const file = readLabFile(resolve(process.env.LAB_DIR ?? ".data/lab"));
  const { on } = (await ask({ method: "GET", path: "/faults" })) as { readonly on: readonly string[] };
  console.log(JSON.stringify({ ...file, panel: file?.controlUrl, faultsOn: on }, null, 2));
} else {
  const call = callOf(args) ?? stop(usage);
  console.log(JSON.stringify(await ask(call), null, 2));
}

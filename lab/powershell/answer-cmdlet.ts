import { setTimeout as delay } from "node:timers/promises";
import type { LyncWorld } from "#lab/world/lync.ts";
import { bind } from "./bind.ts";
import { cmdlets } from "./cmdlets/all.ts";
import { factsOf } from "./facts.ts";
import { CmdletFailure, recordOf } from "./failure.ts";
import type { CmdletAnswer, CmdletObject, CmdletReply, CmdletRequest } from "./reply.ts";

/** How often a hung cmdlet looks whether it is to go on. */
const hangLookMs = 100;

/** One cmdlet, as the shell would answer it, with the faults that are switched on. */
export async function answerCmdlet(world: LyncWorld, request: CmdletRequest): Promise<CmdletReply> {
  const name = factsOf(request.cmdlet)?.name ?? request.cmdlet;
  const hung = await whileItHangs(world, name);
  const answer = hung ?? (await run(world, request, name));
  if (answer.ok && world.faults.has(`cmdlet-took-effect-then-died:${name}`)) return { kind: "died", exitCode: 0 };
  return answer;
}

/** Whatever it waits for never comes, as long as the fault is on; taken off, the call is given up without an effect. */
async function whileItHangs(world: LyncWorld, name: string): Promise<CmdletAnswer | null> {
  const isHung = () => world.faults.has(`cmdlet-hang:${name}`);
  if (!isHung()) return null;
  while (isHung()) await delay(hangLookMs, undefined, { ref: false });
  const error = recordOf(callCancelled(name), name);
  return { kind: "answer", ok: false, output: [], error, warnings: [], verbose: [], hostText: [] };
}

/** What a cmdlet says whose remote end gave up. */
export const callCancelled = (name: string) =>
  new CmdletFailure(`${name} failed: the remote procedure call was cancelled.`, "ProcessingFailed", "OperationStopped");

async function run(world: LyncWorld, request: CmdletRequest, name: string): Promise<CmdletAnswer> {
  const warnings: string[] = [];
  const hostText: string[] = [];
  const done = { kind: "answer", warnings, verbose: [], hostText } as const;
  try {
    const output = await perform(world, request, name, { warnings, hostText });
    return { ...done, ok: true, output, error: null };
  } catch (error) {
    return { ...done, ok: false, output: [], error: recordOf(error, name) };
  }
}

async function perform(
  world: LyncWorld,
  request: CmdletRequest,
  name: string,
  streams: { readonly warnings: string[]; readonly hostText: string[] },
): Promise<readonly CmdletObject[]> {
  requireModule(world, request.module);
  const facts = factsOf(name);
  const cmdlet = cmdlets[name];
  if (facts === null || cmdlet === undefined) throw unknownCommand(name);
  const bound = bind(facts, request.parameters);
  if (world.faults.has(`cmdlet-error:${name}`)) {
    throw callCancelled(name);
  }
  const isWhatIf = request.whatIf === true || bound.values.get("WhatIf") === true;
  if (bound.values.get("Confirm") === true || (facts.asks && bound.values.get("Confirm") !== false && !isWhatIf)) {
    throw new CmdletFailure(
      "Windows PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.",
      "InvalidOperation",
      "InvalidOperation",
    );
  }
  const shouldProcess = (target: string) => {
    if (isWhatIf) streams.hostText.push(`What if: Performing the operation "${name}" on target "${target}".`);
    return !isWhatIf;
  };
  const isCutShort = world.faults.has(`cmdlet-partial-effect:${name}`) && !isWhatIf;
  const comesTo = <T>(all: readonly T[]) => (isCutShort ? all.slice(0, Math.ceil(all.length / 2)) : all);
  const output = await cmdlet({ world, bound, warn: (text) => streams.warnings.push(text), shouldProcess, comesTo });
  if (isCutShort) throw callCancelled(name);
  return output;
}

function requireModule(world: LyncWorld, module: string | undefined): void {
  const isThere = module === undefined || module === world.topology.product;
  if (isThere && !world.faults.has("module-missing")) return;
  throw new CmdletFailure(
    `The specified module '${module ?? world.topology.product}' was not loaded because no valid module file was found in any module directory.`,
    "ModuleImport,Modules_ModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand",
    "ResourceUnavailable",
  );
}

function unknownCommand(name: string): CmdletFailure {
  return new CmdletFailure(
    `The term '${name}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
    "CommandNotFoundException",
    "ObjectNotFound",
  );
}

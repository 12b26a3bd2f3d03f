import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { cmdletNames, enumerations, factsOf } from "#lab/powershell/facts.ts";
import { powerShellReader } from "#lab/powershell/powershell-reader-fixture.ts";
import { answerShellRequest } from "#lab/powershell/shell-port.ts";
import { lyncFixture } from "#lab/world/lync-fixture.ts";
import { declaredParameters, defaultSet, functionNames, moduleFiles, moduleNames } from "./module-text.ts";

const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
const cmdlets = read("cmdlets.ps1");

/** One function of the module, and its parameters as they are written there. */
function functionOf(name: string): { readonly binding: string; readonly parameters: readonly string[] } {
  const text = cmdlets.split(/^function /m).find((one) => one.startsWith(`${name} {`)) ?? "";
  const [, binding = ""] = /\[CmdletBinding\((.*)\)\]/.exec(text) ?? [];
  const [, inside = ""] = /param\(\n([\s\S]*?)\n {2}\)/.exec(text) ?? [];
  return { binding, parameters: inside.split(",\n").filter((line) => line.trim() !== "") };
}

describe("the script module for a real PowerShell", () => {
  it("is as the table of cmdlets gives it", () => {
    for (const [name, text] of Object.entries(moduleFiles())) expect(read(name), name).toBe(text);
  });

  it("has every cmdlet of the table but Windows' own four, and exports just those", () => {
    expect(cmdletNames.filter((name) => !functionNames.includes(name))).toEqual([
      "Get-Service",
      "Set-Service",
      "Get-SmbShareAccess",
      "Get-Acl",
    ]);
    for (const name of moduleNames) {
      const exported = [...read(`${name}.psd1`).matchAll(/^ {4}'([\w-]+)'/gm)].map(([, one]) => one);
      expect(exported).toEqual(functionNames);
      expect(read(`${name}.psd1`)).toContain(`RootModule = '${name}.psm1'`);
      expect(read(`${name}.psm1`)).toContain(`$script:LabModule = '${name}'`);
    }
  });

  it.each(functionNames)("%s takes the parameters, sets, aliases and enumerations of the table", (name) => {
    const facts = factsOf(name);
    if (facts === null) throw new TypeError(name);
    const { binding, parameters } = functionOf(name);
    const declared = declaredParameters(facts);
    expect(parameters.map((line) => /\$(\w+)$/.exec(line)?.[1])).toEqual(declared.map((one) => one.name));
    for (const [index, fact] of declared.entries()) {
      const line = parameters[index] ?? "";
      expect([...line.matchAll(/ParameterSetName = '(\w+)'/g)].map(([, set]) => set)).toEqual(fact.sets);
      expect(line.includes("Mandatory = $true"), line).toBe(fact.isMandatory);
      if (fact.alias) expect(line).toContain(`[Alias('${fact.alias}')]`);
      const values = enumerations[fact.type];
      if (values) expect(cmdlets).toContain(`enum ${fact.type} { ${values.join("; ")} }`);
      if (values) expect(line).toContain(`[${fact.type}] $`);
    }
    expect(binding.includes("SupportsShouldProcess")).toBe(facts.parameters.some((one) => one.name === "WhatIf"));
    expect(binding.includes("ConfirmImpact = 'High'")).toBe(facts.asks);
    const set = defaultSet(facts);
    expect(/DefaultParameterSetName = '(\w+)'/.exec(binding)?.[1] ?? null).toBe(set);
  });

  it("has at most one first parameter and one of the pipeline in each set", () => {
    for (const name of functionNames) {
      const facts = factsOf(name);
      for (const set of facts?.sets ?? []) {
        const inSet = facts?.parameters.filter((one) => one.sets.length === 0 || one.sets.includes(set)) ?? [];
        expect(inSet.filter((one) => one.isFirst).length, `${name} ${set}`).toBeLessThanOrEqual(1);
        expect(inSet.filter((one) => one.pipeline === "value").length, `${name} ${set}`).toBeLessThanOrEqual(1);
      }
    }
  });

  it("is PowerShell by its grammar, and plain ASCII, which Windows PowerShell reads without a mark", async () => {
    const wrongLines = await powerShellReader();
    for (const name of [...Object.keys(moduleFiles()), "call-lab.ps1", "../../conformance/conformance.ps1"]) {
      expect(wrongLines(read(name)), name).toEqual([]);
      expect(read(name), name).toMatch(/^[\n\t -~]*$/);
    }
    expect(wrongLines("function a { if ($true) { 'x}' }")).not.toEqual([]);
    expect(wrongLines("Get-Service\nif ($a -eq ) { 1 }")).toEqual([2]);
  });
});

const hasPowerShell = spawnSync("pwsh", ["-NoProfile", "-Command", "exit 0"]).status === 0;
if (!hasPowerShell)
  console.warn("pwsh is not installed: the module for a real PowerShell was generated and read, and loaded by nobody");

/** A real pwsh over a lab of its own. */
async function throughPwsh(script: string) {
  const lync = lyncFixture();
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(Buffer.from(piece));
    response.end(
      JSON.stringify(await answerShellRequest(lync.world, JSON.parse(Buffer.concat(pieces).toString("utf8")))),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const module = fileURLToPath(new URL(`${lync.world.topology.product}.psd1`, import.meta.url));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const child = spawn("pwsh", ["-NoProfile", "-NonInteractive", "-Command", `Import-Module '${module}'; ${script}`], {
    env: { ...process.env, LAB_SHELL_URL: url, NO_COLOR: "1" },
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => said.push(String(bytes)));
  await new Promise((resolve) => child.on("close", resolve));
  server.close();
  return { text: said.join(""), lync };
}

it.skipIf(!hasPowerShell)(
  "does in a real pwsh what the lab's own shell does",
  async () => {
    const { text, lync } = await throughPwsh(
      "(Get-CsPersistentChatState).PoolState; Get-CsPersistentChatState | Set-CsPersistentChatState -PoolState FailedOver; " +
        "(Get-CsPersistentChatState).PoolState; Set-CsPersistentChatActiveServer -ActiveServers $null -WhatIf; " +
        "foreach ($wrong in { Set-CsPersistentChatState -PoolState Failed }, { Set-CsPersistentChatState -Nothing 1 }, { Set-CsPersistentChatActiveServer -Swap -ActiveServers $null }) { try { & $wrong } catch { $_.FullyQualifiedErrorId } }",
    );
    expect(text).toMatch(/^Normal\r?\nFailedOver\r?\nWhat if: /);
    for (const id of ["CannotConvertArgument", "NamedParameterNotFound", "AmbiguousParameterSet"])
      expect(text).toContain(id);
    expect(lync.world.state.settings.poolState).toBe("FailedOver");
    expect(lync.world.state.settings.activeServers.length).toBeGreaterThan(0);
  },
  60_000,
);

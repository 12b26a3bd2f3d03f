import {
  type CmdletFacts,
  cmdletNames,
  commonParameterNames,
  enumerations,
  factsOf,
  type ParameterFact,
} from "#lab/powershell/facts.ts";

export const moduleNames = ["Lync", "SkypeForBusiness"] as const;
export type ModuleName = (typeof moduleNames)[number];

const guids: Readonly<Record<ModuleName, string>> = {
  Lync: "5a1c5b0e-6c8f-4c1d-9a55-0d3a7c1e2f01",
  SkypeForBusiness: "5a1c5b0e-6c8f-4c1d-9a55-0d3a7c1e2f02",
};
const written = "# Written by lab/powershell/module/write-module.ts from lab/powershell/facts.ts: do not edit.";

/** Those without Cs are Windows' own: a module that hid Get-Service would hide the administrator's services. */
export const functionNames: readonly string[] = cmdletNames.filter((name) => name.includes("-Cs"));

/** Lab types that PowerShell has too. What is left to the lab's own binder is text. */
const types: Readonly<Record<string, string>> = {
  switch: "[switch]",
  String: "[string]",
  "String[]": "[string[]]",
  Int32: "[int]",
  PSObject: "[psobject]",
  // A table, a list, one name or $null: all four are meant.
  PSListModifier: "[AllowNull()] [AllowEmptyCollection()] [object]",
};

/** Those are added by SupportsShouldProcess. */
const given = new Set(["Confirm", "WhatIf"]);

export function declaredParameters({ parameters }: CmdletFacts): readonly ParameterFact[] {
  return parameters.filter(({ name }) => !commonParameterNames.has(name) && !given.has(name));
}

function attribute(fact: ParameterFact, set: string | null): string {
  const words = [
    ...(set === null ? [] : [`ParameterSetName = '${set}'`]),
    ...(fact.isMandatory ? ["Mandatory = $true"] : []),
    ...(fact.isFirst ? ["Position = 0"] : []),
    ...(fact.pipeline === "value" ? ["ValueFromPipeline = $true"] : []),
    ...(fact.pipeline === "property name" ? ["ValueFromPipelineByPropertyName = $true"] : []),
  ];
  return `[Parameter(${words.join(", ")})]`;
}

function parameterText(fact: ParameterFact): string {
  const attributes = fact.sets.length === 0 ? [attribute(fact, null)] : fact.sets.map((set) => attribute(fact, set));
  const alias = fact.alias === null ? [] : [`[Alias('${fact.alias}')]`];
  const type = enumerations[fact.type] ? `[${fact.type}]` : (types[fact.type] ?? "[string]");
  return `    ${[...attributes, ...alias, type].join(" ")} $${fact.name}`;
}

/** The set of a call that names none: only where one asks for nothing. */
export function defaultSet(facts: CmdletFacts): string | null {
  if (facts.sets.length < 2) return null;
  const open = facts.sets.filter(
    (set) => !facts.parameters.some((one) => one.isMandatory && (one.sets.length === 0 || one.sets.includes(set))),
  );
  return open.find((set) => set === "Identity") ?? open[0] ?? null;
}

function functionText(name: string): string {
  const facts = factsOf(name);
  if (facts === null) throw new TypeError(`no facts of ${name}`);
  const changes = facts.parameters.some((one) => one.name === "WhatIf");
  const set = defaultSet(facts);
  const binding = [
    "PositionalBinding = $false",
    ...(set === null ? [] : [`DefaultParameterSetName = '${set}'`]),
    ...(changes ? ["SupportsShouldProcess = $true"] : []),
    ...(facts.asks ? ["ConfirmImpact = 'High'"] : []),
  ];
  const declared = declaredParameters(facts).map(parameterText).join(",\n");
  return `function ${name} {
  [CmdletBinding(${binding.join(", ")})]
  param(
${declared}
  )
  process { Invoke-LabCmdlet '${name}' $PSBoundParameters $PSCmdlet $${changes} }
}`;
}

/** The functions of both modules, and the enumerations that their parameters take. */
export function cmdletsText(): string {
  const used = new Set(functionNames.flatMap((name) => factsOf(name)?.parameters.map(({ type }) => type) ?? []));
  const enums = Object.entries(enumerations)
    .filter(([name]) => used.has(name))
    .map(([name, values]) => `enum ${name} { ${values.join("; ")} }`);
  const common = [...commonParameterNames, ...given].map((name) => `'${name}'`).join(", ");
  const parts = [
    written,
    `$script:LabCommonParameters = @(${common})`,
    enums.join("\n"),
    ...functionNames.map(functionText),
  ];
  return `${parts.join("\n\n")}\n`;
}

export function moduleText(name: ModuleName): string {
  return `${written}
$script:LabModule = '${name}'
. (Join-Path $PSScriptRoot 'call-lab.ps1')
. (Join-Path $PSScriptRoot 'cmdlets.ps1')
`;
}

export function manifestText(name: ModuleName): string {
  const exported = functionNames.map((one) => `    '${one}'`).join(",\n");
  return `${written}
@{
  RootModule = '${name}.psm1'
  ModuleVersion = '1.0.0'
  GUID = '${guids[name]}'
  Description = 'The ${name} cmdlets of the lab, which stands in for a real deployment. No real server is asked.'
  PowerShellVersion = '5.1'
  FunctionsToExport = @(
${exported}
  )
  CmdletsToExport = @()
  VariablesToExport = @()
  AliasesToExport = @()
}
`;
}

/** Every generated file by its name. */
export function moduleFiles(): Readonly<Record<string, string>> {
  const own = moduleNames.flatMap((name) => [
    [`${name}.psm1`, moduleText(name)],
    [`${name}.psd1`, manifestText(name)],
  ]);
  return Object.fromEntries([["cmdlets.ps1", cmdletsText()], ...own]);
}

import { cmdletNames, commonParameterNames, factsOf } from "#lab/powershell/facts.ts";

/** What the script compares of one cmdlet. */
function described(cmdlet: string) {
  const facts = factsOf(cmdlet);
  const parameters = (facts?.parameters ?? []).filter(({ name }) => !commonParameterNames.has(name));
  return {
    name: cmdlet,
    parameters: parameters.map(({ name, alias, isMandatory, sets }) => ({
      name,
      alias: alias ?? "",
      isMandatory,
      sets,
    })),
  };
}

/** conformance.ps1: compares the lab's table of cmdlets with a real management shell. It reads only; no cmdlet is run, not even with -WhatIf. */
export function powershellScript(): string {
  const facts = `[\n${cmdletNames.map((name) => JSON.stringify(described(name))).join(",\n")}\n]`;
  return `# Written by lab/conformance/write-powershell.ts from lab/powershell/facts.ts: do not edit.
# Run it in a real Lync Server or Skype for Business Server management shell:  .\\conformance.ps1
# It only reads what Get-Command tells of each cmdlet. No cmdlet is run.
$ErrorActionPreference = 'Stop'
$facts = @'
${facts}
'@ | ConvertFrom-Json
$same = 0; $different = 0; $missing = 0
foreach ($fact in $facts) {
  $command = Get-Command -Name $fact.name -ErrorAction SilentlyContinue
  if ($null -eq $command) {
    $missing += 1
    Write-Output ('{0,-42} is not there' -f $fact.name)
    continue
  }
  $told = @()
  foreach ($wanted in $fact.parameters) {
    $own = $command.Parameters[$wanted.name]
    if ($null -eq $own) { $told += ('has no parameter {0}' -f $wanted.name); continue }
    if ($wanted.alias -ne '' -and $own.Aliases -notcontains $wanted.alias) { $told += ('{0} has no alias {1}' -f $wanted.name, $wanted.alias) }
    $required = @($own.ParameterSets.GetEnumerator() | Where-Object { $_.Value.IsMandatory }).Count -gt 0
    if ($required -ne $wanted.isMandatory) { $told += ('{0}: mandatory is {1}, not {2}' -f $wanted.name, $required, $wanted.isMandatory) }
    if (@($wanted.sets).Count -gt 0) {
      $sets = (@($own.ParameterSets.Keys) | Sort-Object) -join ','
      if ($sets -ne ((@($wanted.sets) | Sort-Object) -join ',')) { $told += ('{0} is in sets {1}, not {2}' -f $wanted.name, $sets, ($wanted.sets -join ',')) }
    }
  }
  if ($told.Count -eq 0) { $same += 1 } else { $different += 1 }
  foreach ($line in $told) { Write-Output ('{0,-42} {1}' -f $fact.name, $line) }
}
Write-Output ('{0} same, {1} different, {2} missing' -f $same, $different, $missing)
if ($different + $missing -gt 0) { exit 1 }
`;
}

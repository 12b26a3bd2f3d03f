# Written by lab/powershell/module/write-module.ts from lab/powershell/facts.ts: do not edit.
$script:LabModule = 'SkypeForBusiness'
. (Join-Path $PSScriptRoot 'call-lab.ps1')
. (Join-Path $PSScriptRoot 'cmdlets.ps1')

# Carries one cmdlet to the lab's shell port and brings back what a management shell would show.
# Dot-sourced by Lync.psm1 and SkypeForBusiness.psm1, which set $script:LabModule. Windows PowerShell 5.1 and PowerShell 7.

# LAB_SHELL_URL, or lab.json in LAB_DIR, or in .data/lab of the project that this file belongs to. Read anew for each call: the lab may have restarted.
function Get-LabShellUrl {
  if ($env:LAB_SHELL_URL) { return $env:LAB_SHELL_URL.TrimEnd('/') }
  $folder = $env:LAB_DIR
  if (-not $folder) { $folder = Join-Path $PSScriptRoot '../../../.data/lab' }
  $file = Join-Path $folder 'lab.json'
  if (-not (Test-Path -LiteralPath $file)) {
    throw "No lab is known: there is no $file. Start one with 'npm run lab -- start', or set LAB_DIR or LAB_SHELL_URL."
  }
  return (Get-Content -LiteralPath $file -Raw | ConvertFrom-Json).shellUrl
}

# As JSON takes it: a switch is true or false, an enumeration its name, a credential the user alone.
function ConvertTo-LabValue($Value) {
  if ($null -eq $Value) { return $null }
  if ($Value -is [switch]) { return [bool]$Value }
  if ($Value -is [enum]) { return $Value.ToString() }
  if ($Value -is [pscredential]) { return @{ UserName = $Value.UserName } }
  if ($Value -is [Collections.IDictionary]) {
    $table = @{}
    foreach ($key in @($Value.Keys)) { $table[[string]$key] = ConvertTo-LabValue $Value[$key] }
    return $table
  }
  if ($Value -is [array]) { return , @($Value | ForEach-Object { ConvertTo-LabValue $_ }) }
  return $Value
}

function New-LabError([string] $Message, [string] $ErrorId, [string] $Category, [string] $Target) {
  $known = [Management.Automation.ErrorCategory]::NotSpecified
  $null = [Enum]::TryParse(($Category -split ':')[0], [ref] $known)
  $exception = New-Object InvalidOperationException $Message
  return New-Object Management.Automation.ErrorRecord ($exception, $ErrorId, $known, $Target)
}

# $Caller is the $PSCmdlet of the function that was called: questions and terminating errors are its own.
function Invoke-LabCmdlet([string] $Cmdlet, [Collections.IDictionary] $Bound, $Caller, [bool] $HasShouldProcess) {
  $parameters = @{}
  foreach ($name in @($Bound.Keys)) {
    if ($script:LabCommonParameters -notcontains $name) { $parameters[$name] = ConvertTo-LabValue $Bound[$name] }
  }
  $isWhatIf = $HasShouldProcess -and [bool]$WhatIfPreference
  if ($HasShouldProcess -and -not $isWhatIf) {
    if (-not $Caller.ShouldProcess($Cmdlet)) { return }
    # It has been asked here; the lab, where nobody can answer, must not ask again.
    $parameters['Confirm'] = $false
  }
  $request = @{ module = $script:LabModule; cmdlet = $Cmdlet; parameters = $parameters; whatIf = $isWhatIf }
  $json = ConvertTo-Json -InputObject $request -Depth 8 -Compress
  try {
    $url = Get-LabShellUrl
    $answer = Invoke-WebRequest -UseBasicParsing -Uri "$url/cmdlet" -Method Post -TimeoutSec 0 -ContentType 'application/json; charset=utf-8' -Body ([Text.Encoding]::UTF8.GetBytes($json))
    $reply = $answer.Content | ConvertFrom-Json
  } catch {
    $Caller.ThrowTerminatingError((New-LabError "The lab does not answer: $($_.Exception.Message)" 'LabShellPortUnavailable' 'ConnectionError' $Cmdlet))
  }
  # A fault of the lab: the shell dies here, whatever the cmdlet did.
  if ($reply.kind -eq 'died') { [Environment]::Exit([int]$reply.exitCode) }
  foreach ($text in @($reply.hostText)) { if ($text) { Write-Host $text } }
  foreach ($text in @($reply.warnings)) { if ($text) { Write-Warning $text } }
  foreach ($text in @($reply.verbose)) { if ($text) { Write-Verbose $text } }
  if (-not $reply.ok) {
    $Caller.ThrowTerminatingError((New-LabError $reply.error.message $reply.error.errorId $reply.error.category $Cmdlet))
  }
  foreach ($one in @($reply.output)) { if ($null -ne $one) { Write-Output $one } }
}

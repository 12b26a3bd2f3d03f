// Constant text: nothing is ever inserted into it. It must run in Windows PowerShell 5.1 and print only between its marks.
const source = `param([string] $Request, [string] $Marker)
$ErrorActionPreference = 'Continue'; $ConfirmPreference = 'None'; $ProgressPreference = 'SilentlyContinue'; $WarningPreference = 'Continue'
[Console]::Out.NewLine = [string][char]10; [Console]::Error.NewLine = [string][char]10
if (Get-TypeData -TypeName System.Array) { Remove-TypeData -TypeName System.Array }
function ConvertTo-ConsolePlain($Value, [int] $Level) {
  if ($null -eq $Value) { return $null }
  if ($Value -is [enum] -or $Value -is [char]) { return $Value.ToString() }
  if ($Value -is [string]) { return [string]$Value }
  if ($Value -is [datetime] -or $Value -is [datetimeoffset]) { return $Value.ToString('o') }
  if ($Value -is [valuetype] -and $Value.GetType().IsPrimitive) { return $Value.PSObject.BaseObject }
  if ($Value -is [decimal]) { return $Value.ToString([Globalization.CultureInfo]::InvariantCulture) }
  if ($Value -is [valuetype] -or $Value -is [uri] -or $Value -is [version] -or $Value -is [type] -or $Value -is [scriptblock]) { return $Value.ToString() }
  if ($Value.GetType().FullName -like 'System.Xml*' -or $Level -ge 3) { return $Value.ToString() }
  if ($Value -is [Collections.IDictionary]) {
    $table = [ordered]@{}
    foreach ($key in @($Value.Keys)) { $table[[string]$key] = ConvertTo-ConsolePlain $Value[$key] ($Level + 1) }
    return $table
  }
  if ($Value -is [Collections.IEnumerable]) {
    $list = New-Object 'Collections.Generic.List[object]'
    foreach ($item in $Value) { $list.Add((ConvertTo-ConsolePlain $item ($Level + 1))) }
    return ,$list.ToArray()
  }
  $plain = [ordered]@{}
  foreach ($property in $Value.PSObject.Properties) {
    try { $plain[$property.Name] = ConvertTo-ConsolePlain $property.Value ($Level + 1) } catch { $plain[$property.Name] = $null }
  }
  return $plain
}
function ConvertTo-ConsoleError($Record, [string] $Prefix) {
  return @{ message = [string]$Record.Exception.Message; errorId = $Prefix + [string]$Record.FullyQualifiedErrorId
    category = [string]$Record.CategoryInfo; position = [string]$Record.InvocationInfo.PositionMessage }
}
$output = New-Object Collections.ArrayList; $warnings = New-Object Collections.ArrayList; $verbose = New-Object Collections.ArrayList
$failure = $null; $prefix = 'ModuleImport,'
try {
  $asked = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Request)) | ConvertFrom-Json
  if (-not (Get-Module -Name $asked.module)) { $null = Import-Module -Name $asked.module -Global -ErrorAction Stop *>&1 }
  $prefix = ''
  $splat = @{}
  foreach ($property in $asked.parameters.PSObject.Properties) {
    $value = $property.Value
    if ($value -is [Management.Automation.PSCustomObject]) {
      $table = @{}
      foreach ($entry in $value.PSObject.Properties) { $table[$entry.Name] = [string[]]@($entry.Value) }
      $value = $table
    } elseif ($value -is [array]) { $value = [string[]]$value }
    $splat[$property.Name] = $value
  }
  $cmdlet = [string]$asked.cmdlet
  & $cmdlet @splat *>&1 | ForEach-Object {
    if ($null -eq $_) { }
    elseif ($_ -is [Management.Automation.ErrorRecord]) { if ($null -eq $failure) { $failure = ConvertTo-ConsoleError $_ '' } }
    elseif ($_ -is [Management.Automation.WarningRecord]) { $null = $warnings.Add([string]$_.Message) }
    elseif ($_ -is [Management.Automation.VerboseRecord] -or $_ -is [Management.Automation.DebugRecord]) { $null = $verbose.Add([string]$_.Message) }
    elseif ($_.GetType().Name -eq 'InformationRecord') { $null = $verbose.Add([string]$_) }
    else {
      $plain = ConvertTo-ConsolePlain $_ 0
      if ($plain -isnot [Collections.IDictionary]) { $plain = @{ Value = $plain } }
      $null = $output.Add($plain)
    }
  }
} catch { $failure = ConvertTo-ConsoleError $_ $prefix }
$envelope = @{ ok = ($null -eq $failure); output = $output.ToArray(); error = $failure; warnings = $warnings.ToArray(); verbose = $verbose.ToArray() }
$json = ConvertTo-Json -InputObject $envelope -Depth 6 -Compress
$line = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($json))
[Console]::Out.WriteLine($Marker + ':begin'); [Console]::Out.WriteLine($line); [Console]::Out.WriteLine($Marker + ':end')
`;

const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");

/** The one script the console ever sends to a management shell. */
export const consoleScript: string = source;

/** One cmdlet with its arguments, as the script reads it. */
export type ShellRequest = {
  readonly module: string;
  readonly cmdlet: string;
  readonly parameters: Readonly<Record<string, unknown>>;
};

/** The line written to the shell: everything that varies is base64 or the marker (letters and digits). */
export function invocationLine(request: ShellRequest, marker: string): string {
  const decode = `[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${base64(source)}'))`;
  return `& ([scriptblock]::Create(${decode})) '${base64(JSON.stringify(request))}' '${marker}'`;
}

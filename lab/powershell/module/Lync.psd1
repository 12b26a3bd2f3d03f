# Written by lab/powershell/module/write-module.ts from lab/powershell/facts.ts: do not edit.
@{
  RootModule = 'Lync.psm1'
  ModuleVersion = '1.0.0'
  GUID = '5a1c5b0e-6c8f-4c1d-9a55-0d3a7c1e2f01'
  Description = 'The Lync cmdlets of the lab, which stands in for a real deployment. No real server is asked.'
  PowerShellVersion = '5.1'
  FunctionsToExport = @(
    'Get-CsPersistentChatState',
    'Set-CsPersistentChatState',
    'Set-CsPersistentChatActiveServer',
    'Get-CsService',
    'Get-CsPool',
    'Get-CsTopology',
    'Get-CsServerVersion',
    'Get-CsPersistentChatConfiguration',
    'Get-CsManagementStoreReplicationStatus',
    'Invoke-CsManagementStoreReplication',
    'Get-CsWindowsService',
    'Start-CsWindowsService',
    'Stop-CsWindowsService',
    'Install-CsMirrorDatabase',
    'Uninstall-CsMirrorDatabase',
    'Get-CsDatabaseMirrorState',
    'Invoke-CsDatabaseFailover',
    'Test-CsPersistentChatMessage',
    'Test-CsDatabase'
  )
  CmdletsToExport = @()
  VariablesToExport = @()
  AliasesToExport = @()
}

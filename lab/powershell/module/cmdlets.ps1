# Written by lab/powershell/module/write-module.ts from lab/powershell/facts.ts: do not edit.

$script:LabCommonParameters = @('Verbose', 'Debug', 'ErrorAction', 'WarningAction', 'InformationAction', 'ErrorVariable', 'WarningVariable', 'OutVariable', 'OutBuffer', 'Confirm', 'WhatIf')

enum PoolState { Normal; FailedOver }
enum MirrorRole { Primary; Mirror }
enum DatabaseNameType { ActiveMonitoring; Application; Archiving; CentralMgmt; Edge; Lyss; Monitoring; PersistentChat; PersistentChatCompliance; Provision; Registrar; SigninTelemetry; User }

function Get-CsPersistentChatState {
  [CmdletBinding(PositionalBinding = $false, DefaultParameterSetName = 'Identity')]
  param(
    [Parameter(ParameterSetName = 'Filter')] [string] $Filter,
    [Parameter(ParameterSetName = 'Identity', Position = 0)] [string] $Identity,
    [Parameter()] [switch] $LocalStore
  )
  process { Invoke-LabCmdlet 'Get-CsPersistentChatState' $PSBoundParameters $PSCmdlet $false }
}

function Set-CsPersistentChatState {
  [CmdletBinding(PositionalBinding = $false, DefaultParameterSetName = 'Identity', SupportsShouldProcess = $true)]
  param(
    [Parameter()] [switch] $Force,
    [Parameter(ParameterSetName = 'Identity', Position = 0)] [string] $Identity,
    [Parameter(ParameterSetName = 'Instance', ValueFromPipeline = $true)] [psobject] $Instance,
    [Parameter()] [PoolState] $PoolState
  )
  process { Invoke-LabCmdlet 'Set-CsPersistentChatState' $PSBoundParameters $PSCmdlet $true }
}

function Set-CsPersistentChatActiveServer {
  [CmdletBinding(PositionalBinding = $false, SupportsShouldProcess = $true)]
  param(
    [Parameter(ParameterSetName = 'Explicit', Mandatory = $true)] [AllowNull()] [AllowEmptyCollection()] [object] $ActiveServers,
    [Parameter()] [switch] $Force,
    [Parameter(Position = 0)] [string] $Identity,
    [Parameter(ParameterSetName = 'Swap', Mandatory = $true)] [switch] $Swap
  )
  process { Invoke-LabCmdlet 'Set-CsPersistentChatActiveServer' $PSBoundParameters $PSCmdlet $true }
}

function Get-CsService {
  [CmdletBinding(PositionalBinding = $false, DefaultParameterSetName = 'Identity')]
  param(
    [Parameter(ParameterSetName = 'CentralManagement')] [switch] $CentralManagement,
    [Parameter(ParameterSetName = 'FileStore')] [switch] $FileStore,
    [Parameter(ParameterSetName = 'Filter')] [string] $Filter,
    [Parameter(ParameterSetName = 'Identity', Position = 0)] [string] $Identity,
    [Parameter(ParameterSetName = 'PersistentChatComplianceDatabase')] [switch] $PersistentChatComplianceDatabase,
    [Parameter(ParameterSetName = 'PersistentChatDatabase')] [switch] $PersistentChatDatabase,
    [Parameter(ParameterSetName = 'PersistentChatServer')] [switch] $PersistentChatServer,
    [Parameter()] [string] $PoolFqdn,
    [Parameter(ParameterSetName = 'Registrar')] [switch] $Registrar
  )
  process { Invoke-LabCmdlet 'Get-CsService' $PSBoundParameters $PSCmdlet $false }
}

function Get-CsPool {
  [CmdletBinding(PositionalBinding = $false, DefaultParameterSetName = 'Identity')]
  param(
    [Parameter(ParameterSetName = 'Filter')] [string] $Filter,
    [Parameter(ParameterSetName = 'Identity', Position = 0)] [string] $Identity,
    [Parameter()] [string] $Site
  )
  process { Invoke-LabCmdlet 'Get-CsPool' $PSBoundParameters $PSCmdlet $false }
}

function Get-CsTopology {
  [CmdletBinding(PositionalBinding = $false)]
  param(
    [Parameter()] [switch] $AsXml,
    [Parameter()] [switch] $LocalStore
  )
  process { Invoke-LabCmdlet 'Get-CsTopology' $PSBoundParameters $PSCmdlet $false }
}

function Get-CsServerVersion {
  [CmdletBinding(PositionalBinding = $false)]
  param(

  )
  process { Invoke-LabCmdlet 'Get-CsServerVersion' $PSBoundParameters $PSCmdlet $false }
}

function Get-CsPersistentChatConfiguration {
  [CmdletBinding(PositionalBinding = $false, DefaultParameterSetName = 'Identity')]
  param(
    [Parameter(ParameterSetName = 'Filter')] [string] $Filter,
    [Parameter(ParameterSetName = 'Identity', Position = 0)] [string] $Identity,
    [Parameter()] [switch] $LocalStore
  )
  process { Invoke-LabCmdlet 'Get-CsPersistentChatConfiguration' $PSBoundParameters $PSCmdlet $false }
}

function Get-CsManagementStoreReplicationStatus {
  [CmdletBinding(PositionalBinding = $false)]
  param(
    [Parameter(ValueFromPipelineByPropertyName = $true)] [switch] $CentralManagementStoreStatus,
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = $true)] [string] $ReplicaFqdn
  )
  process { Invoke-LabCmdlet 'Get-CsManagementStoreReplicationStatus' $PSBoundParameters $PSCmdlet $false }
}

function Invoke-CsManagementStoreReplication {
  [CmdletBinding(PositionalBinding = $false)]
  param(
    [Parameter()] [switch] $Force,
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = $true)] [string] $ReplicaFqdn
  )
  process { Invoke-LabCmdlet 'Invoke-CsManagementStoreReplication' $PSBoundParameters $PSCmdlet $false }
}

function Get-CsWindowsService {
  [CmdletBinding(PositionalBinding = $false)]
  param(
    [Parameter()] [string] $ComputerName,
    [Parameter()] [switch] $ExcludeActivityLevel,
    [Parameter(Position = 0)] [string] $Name,
    [Parameter()] [string] $Report
  )
  process { Invoke-LabCmdlet 'Get-CsWindowsService' $PSBoundParameters $PSCmdlet $false }
}

function Start-CsWindowsService {
  [CmdletBinding(PositionalBinding = $false, DefaultParameterSetName = 'Name', SupportsShouldProcess = $true)]
  param(
    [Parameter(ParameterSetName = 'Name')] [string] $ComputerName,
    [Parameter()] [switch] $Force,
    [Parameter(ParameterSetName = 'InputObject', ValueFromPipeline = $true)] [psobject] $InputObject,
    [Parameter(ParameterSetName = 'Name', Position = 0)] [string] $Name,
    [Parameter()] [switch] $NoWait,
    [Parameter()] [string] $Report
  )
  process { Invoke-LabCmdlet 'Start-CsWindowsService' $PSBoundParameters $PSCmdlet $true }
}

function Stop-CsWindowsService {
  [CmdletBinding(PositionalBinding = $false, DefaultParameterSetName = 'Name', SupportsShouldProcess = $true)]
  param(
    [Parameter(ParameterSetName = 'Name')] [string] $ComputerName,
    [Parameter()] [switch] $Force,
    [Parameter()] [switch] $Graceful,
    [Parameter(ParameterSetName = 'InputObject', ValueFromPipeline = $true)] [psobject] $InputObject,
    [Parameter()] [switch] $LeaveClsAgentRunning,
    [Parameter()] [switch] $LeaveWebServerRunning,
    [Parameter(ParameterSetName = 'Name', Position = 0)] [string] $Name,
    [Parameter()] [switch] $NoWait,
    [Parameter()] [string] $Report
  )
  process { Invoke-LabCmdlet 'Stop-CsWindowsService' $PSBoundParameters $PSCmdlet $true }
}

function Install-CsMirrorDatabase {
  [CmdletBinding(PositionalBinding = $false, SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(ParameterSetName = 'ByConfigured', Mandatory = $true)] [switch] $ConfiguredDatabases,
    [Parameter()] [psobject] $DatabasePathMap,
    [Parameter(ParameterSetName = 'ByDatabase', Mandatory = $true)] [DatabaseNameType] $DatabaseType,
    [Parameter()] [switch] $DropExistingDatabasesOnMirror,
    [Parameter()] [string[]] $ExcludeDatabaseList,
    [Parameter(Mandatory = $true)] [string] $FileShare,
    [Parameter(ParameterSetName = 'ByConfigured')] [switch] $ForDefaultInstance,
    [Parameter(ParameterSetName = 'ByConfigured')] [string] $ForInstance,
    [Parameter()] [string] $Report,
    [Parameter(ParameterSetName = 'ByDatabase')] [string] $SqlInstanceName,
    [Parameter(Mandatory = $true)] [string] $SqlServerFqdn
  )
  process { Invoke-LabCmdlet 'Install-CsMirrorDatabase' $PSBoundParameters $PSCmdlet $true }
}

function Uninstall-CsMirrorDatabase {
  [CmdletBinding(PositionalBinding = $false, SupportsShouldProcess = $true)]
  param(
    [Parameter(Mandatory = $true)] [DatabaseNameType] $DatabaseType,
    [Parameter()] [switch] $DropExistingDatabasesOnMirror,
    [Parameter()] [string] $Report,
    [Parameter()] [string] $SqlInstanceName,
    [Parameter(Mandatory = $true)] [string] $SqlServerFqdn
  )
  process { Invoke-LabCmdlet 'Uninstall-CsMirrorDatabase' $PSBoundParameters $PSCmdlet $true }
}

function Get-CsDatabaseMirrorState {
  [CmdletBinding(PositionalBinding = $false)]
  param(
    [Parameter()] [DatabaseNameType] $DatabaseType,
    [Parameter()] [switch] $LocalStore,
    [Parameter(Mandatory = $true)] [string] $PoolFqdn,
    [Parameter()] [string] $Report
  )
  process { Invoke-LabCmdlet 'Get-CsDatabaseMirrorState' $PSBoundParameters $PSCmdlet $false }
}

function Invoke-CsDatabaseFailover {
  [CmdletBinding(PositionalBinding = $false, SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true)] [DatabaseNameType] $DatabaseType,
    [Parameter()] [string[]] $ExcludeDatabaseList,
    [Parameter()] [switch] $Force,
    [Parameter()] [switch] $LocalStore,
    [Parameter(Mandatory = $true)] [MirrorRole] $NewPrincipal,
    [Parameter(Mandatory = $true)] [string] $PoolFqdn,
    [Parameter()] [string] $Report
  )
  process { Invoke-LabCmdlet 'Invoke-CsDatabaseFailover' $PSBoundParameters $PSCmdlet $true }
}

function Test-CsPersistentChatMessage {
  [CmdletBinding(PositionalBinding = $false)]
  param(
    [Parameter()] [Alias('Ath')] [string] $Authentication,
    [Parameter()] [string] $ChatRoomUri,
    [Parameter()] [switch] $Force,
    [Parameter()] [Alias('olv')] [string] $OutLoggerVariable,
    [Parameter()] [Alias('ovv')] [string] $OutVerboseVariable,
    [Parameter(ParameterSetName = 'ClientPlatform', Mandatory = $true)] [Alias('rc')] [psobject] $ReceiverCredential,
    [Parameter(ParameterSetName = 'ClientPlatform', Mandatory = $true)] [Parameter(ParameterSetName = 'ServerPlatform', Mandatory = $true)] [Alias('ra')] [string] $ReceiverSipAddress,
    [Parameter()] [Alias('rp')] [int] $RegistrarPort,
    [Parameter(ParameterSetName = 'ClientPlatform', Mandatory = $true)] [Alias('sc')] [psobject] $SenderCredential,
    [Parameter(ParameterSetName = 'ClientPlatform', Mandatory = $true)] [Parameter(ParameterSetName = 'ServerPlatform', Mandatory = $true)] [Alias('sa')] [string] $SenderSipAddress,
    [Parameter()] [switch] $Setup,
    [Parameter(ParameterSetName = 'ClientPlatform', Position = 0)] [Parameter(ParameterSetName = 'ServerPlatform', Position = 0)] [Alias('t')] [string] $TargetFqdn,
    [Parameter()] [string] $TestUser1SipAddress,
    [Parameter()] [string] $TestUser2SipAddress
  )
  process { Invoke-LabCmdlet 'Test-CsPersistentChatMessage' $PSBoundParameters $PSCmdlet $false }
}

function Test-CsDatabase {
  [CmdletBinding(PositionalBinding = $false, SupportsShouldProcess = $true)]
  param(
    [Parameter(ParameterSetName = 'ByCMS', Mandatory = $true)] [switch] $CentralManagementDatabase,
    [Parameter(ParameterSetName = 'ByConfigured', Mandatory = $true)] [switch] $ConfiguredDatabases,
    [Parameter(ParameterSetName = 'ByDatabase', Mandatory = $true)] [DatabaseNameType] $DatabaseType,
    [Parameter(ParameterSetName = 'ByLocal', Mandatory = $true)] [switch] $LocalService,
    [Parameter()] [string] $Report,
    [Parameter(ParameterSetName = 'ByCMS')] [Parameter(ParameterSetName = 'ByDatabase')] [string] $SqlInstanceName,
    [Parameter(ParameterSetName = 'ByCMS')] [Parameter(ParameterSetName = 'ByConfigured')] [Parameter(ParameterSetName = 'ByDatabase')] [string] $SqlServerFqdn
  )
  process { Invoke-LabCmdlet 'Test-CsDatabase' $PSBoundParameters $PSCmdlet $true }
}

/** `Name:Type`, `@Set,Set` = only in these sets, `=alias`; after the name `!` = mandatory, `^` = the first without a name, `|` = from the pipeline, `%` = from the pipeline by property name. */
const shouldProcess = "Confirm=cf:switch WhatIf=wi:switch";
const commonParameters =
  "Verbose=vb:switch Debug=db:switch ErrorAction=ea:String WarningAction=wa:String InformationAction=infa:String ErrorVariable=ev:String WarningVariable=wv:String OutVariable=ov:String OutBuffer=ob:Int32";

/** The documented parameters. A cmdlet that is not in this table does not exist in the lab's module. */
const table: Readonly<Record<string, string>> = {
  "Get-CsPersistentChatState": "Filter:String@Filter Identity^:XdsIdentity@Identity LocalStore:switch",
  "Set-CsPersistentChatState": `Force:switch Identity^:XdsIdentity@Identity Instance|:PSObject@Instance PoolState:PoolState ${shouldProcess}`,
  "Set-CsPersistentChatActiveServer": `ActiveServers!:PSListModifier@Explicit Force:switch Identity^:XdsIdentity Swap!:switch@Swap ${shouldProcess}`,
  "Get-CsService":
    "CentralManagement:switch@CentralManagement FileStore:switch@FileStore Filter:String@Filter Identity^:XdsIdentity@Identity PersistentChatComplianceDatabase:switch@PersistentChatComplianceDatabase PersistentChatDatabase:switch@PersistentChatDatabase PersistentChatServer:switch@PersistentChatServer PoolFqdn:String Registrar:switch@Registrar",
  "Get-CsPool": "Filter:String@Filter Identity^:XdsIdentity@Identity Site:String",
  "Get-CsTopology": "AsXml:switch LocalStore:switch",
  "Get-CsServerVersion": "",
  "Get-CsPersistentChatConfiguration": "Filter:String@Filter Identity^:XdsIdentity@Identity LocalStore:switch",
  "Get-CsManagementStoreReplicationStatus": "CentralManagementStoreStatus%:switch ReplicaFqdn^%:String",
  "Invoke-CsManagementStoreReplication": "Force:switch ReplicaFqdn^%:String",
  "Get-CsWindowsService": "ComputerName:String ExcludeActivityLevel:switch Name^:String Report:String",
  "Start-CsWindowsService": `ComputerName:String@Name Force:switch InputObject|:PSObject@InputObject Name^:String@Name NoWait:switch Report:String ${shouldProcess}`,
  "Stop-CsWindowsService": `ComputerName:String@Name Force:switch Graceful:switch InputObject|:PSObject@InputObject LeaveClsAgentRunning:switch LeaveWebServerRunning:switch Name^:String@Name NoWait:switch Report:String ${shouldProcess}`,
  "Install-CsMirrorDatabase": `ConfiguredDatabases!:switch@ByConfigured DatabasePathMap:PSObject DatabaseType!:DatabaseNameType@ByDatabase DropExistingDatabasesOnMirror:switch ExcludeDatabaseList:String[] FileShare!:String ForDefaultInstance:switch@ByConfigured ForInstance:String@ByConfigured Report:String SqlInstanceName:String@ByDatabase SqlServerFqdn!:Fqdn ${shouldProcess}`,
  "Uninstall-CsMirrorDatabase": `DatabaseType!:DatabaseNameType DropExistingDatabasesOnMirror:switch Report:String SqlInstanceName:String SqlServerFqdn!:Fqdn ${shouldProcess}`,
  "Get-CsDatabaseMirrorState": "DatabaseType:DatabaseNameType LocalStore:switch PoolFqdn!:Fqdn Report:String",
  "Invoke-CsDatabaseFailover": `DatabaseType!:DatabaseNameType ExcludeDatabaseList:String[] Force:switch LocalStore:switch NewPrincipal!:MirrorRole PoolFqdn!:Fqdn Report:String ${shouldProcess}`,
  "Get-Service": "ComputerName:String[] Name:String",
  "Set-Service": `ComputerName:String[] Name!:String PassThru:switch StartupType:ServiceStartMode ${shouldProcess}`,
  "Get-SmbShareAccess":
    "AsJob:switch CimSession:String[] Name!^:String[] ScopeName:String[] SmbInstance:String ThrottleLimit:Int32",
  "Get-Acl":
    "Audit:switch Exclude:String[] Filter:String Include:String[] LiteralPath:String[]@ByLiteralPath Path^%:String[]@ByPath",
  "Test-CsPersistentChatMessage":
    "Authentication=Ath:String ChatRoomUri:String Force:switch OutLoggerVariable=olv:String OutVerboseVariable=ovv:String ReceiverCredential!=rc:PSObject@ClientPlatform ReceiverSipAddress!=ra:String@ClientPlatform,ServerPlatform RegistrarPort=rp:Int32 SenderCredential!=sc:PSObject@ClientPlatform SenderSipAddress!=sa:String@ClientPlatform,ServerPlatform Setup:switch TargetFqdn^=t:String@ClientPlatform,ServerPlatform TestUser1SipAddress:String TestUser2SipAddress:String",
  "Test-CsDatabase": `CentralManagementDatabase!:switch@ByCMS ConfiguredDatabases!:switch@ByConfigured DatabaseType!:DatabaseNameType@ByDatabase LocalService!:switch@ByLocal Report:String SqlInstanceName:String@ByCMS,ByDatabase SqlServerFqdn:Fqdn@ByCMS,ByConfigured,ByDatabase ${shouldProcess}`,
};

/** These ask before they act; a shell without a person answers the question with an error, so `-Confirm:$false` is needed. */
const asking = new Set(["Install-CsMirrorDatabase", "Invoke-CsDatabaseFailover"]);

export type ParameterFact = {
  readonly name: string;
  readonly alias: string | null;
  readonly type: string;
  readonly isMandatory: boolean;
  /** May be given without its name. */
  readonly isFirst: boolean;
  readonly pipeline: "no" | "value" | "property name";
  /** Empty = belongs to every set. */
  readonly sets: readonly string[];
};
export type CmdletFacts = {
  readonly name: string;
  readonly parameters: readonly ParameterFact[];
  readonly sets: readonly string[];
  readonly asks: boolean;
};

/** What every cmdlet has, and nobody has to declare. */
export const commonParameterNames: ReadonlySet<string> = new Set(
  commonParameters.split(" ").map((text) => parse(text).name),
);

export const cmdletNames: readonly string[] = Object.keys(table);

export function factsOf(cmdlet: string): CmdletFacts | null {
  const name = cmdletNames.find((one) => one.toLowerCase() === cmdlet.toLowerCase());
  if (name === undefined) return null;
  const parameters = `${table[name] ?? ""} ${commonParameters}`.split(" ").filter(Boolean).map(parse);
  const sets = [...new Set(parameters.flatMap((one) => one.sets))];
  return { name, parameters, sets: sets.length === 0 ? ["__AllParameterSets"] : sets, asks: asking.has(name) };
}

function parse(text: string): ParameterFact {
  const [left = "", right = ""] = text.split(":");
  const [named = "", alias = null] = left.split("=");
  const [type = "String", sets = ""] = right.split("@");
  const name = named.replace(/[!^|%]/g, "");
  return {
    name,
    alias,
    type,
    isMandatory: named.includes("!"),
    isFirst: named.includes("^"),
    pipeline: named.includes("|") ? "value" : named.includes("%") ? "property name" : "no",
    sets: sets === "" ? [] : sets.split(","),
  };
}

export const enumerations: Readonly<Record<string, readonly string[]>> = {
  PoolState: ["Normal", "FailedOver"],
  ServiceStartMode: ["Automatic", "Manual", "Disabled"],
  MirrorRole: ["Primary", "Mirror"],
  DatabaseNameType:
    "ActiveMonitoring Application Archiving CentralMgmt Edge Lyss Monitoring PersistentChat PersistentChatCompliance Provision Registrar SigninTelemetry User".split(
      " ",
    ),
};

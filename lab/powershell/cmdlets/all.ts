import { setPersistentChatActiveServer } from "./active-servers.ts";
import type { Cmdlet } from "./cmdlet.ts";
import {
  getDatabaseMirrorState,
  installMirrorDatabase,
  invokeDatabaseFailover,
  uninstallMirrorDatabase,
} from "./mirroring.ts";
import { getPersistentChatState, setPersistentChatState } from "./pool-state.ts";
import { testDatabase, testPersistentChatMessage } from "./proofs.ts";
import { getPersistentChatConfiguration, getPool, getServerVersion, getTopology } from "./published.ts";
import { getManagementStoreReplicationStatus, invokeManagementStoreReplication } from "./replication.ts";
import { getService as getWindowsServiceOf, setService } from "./service-control.ts";
import { getService } from "./service-list.ts";
import { getAcl, getSmbShareAccess } from "./share-rights.ts";
import { getWindowsService, startWindowsService, stopWindowsService } from "./windows-services.ts";

/** Every cmdlet of the lab's module. The names are those of the table in facts.ts. */
export const cmdlets: Readonly<Record<string, Cmdlet>> = {
  "Get-CsPersistentChatState": getPersistentChatState,
  "Set-CsPersistentChatState": setPersistentChatState,
  "Set-CsPersistentChatActiveServer": setPersistentChatActiveServer,
  "Get-CsService": getService,
  "Get-CsPool": getPool,
  "Get-CsTopology": getTopology,
  "Get-CsServerVersion": getServerVersion,
  "Get-CsPersistentChatConfiguration": getPersistentChatConfiguration,
  "Get-CsManagementStoreReplicationStatus": getManagementStoreReplicationStatus,
  "Invoke-CsManagementStoreReplication": invokeManagementStoreReplication,
  "Get-CsWindowsService": getWindowsService,
  "Start-CsWindowsService": startWindowsService,
  "Stop-CsWindowsService": stopWindowsService,
  "Get-Service": getWindowsServiceOf,
  "Set-Service": setService,
  "Get-SmbShareAccess": getSmbShareAccess,
  "Get-Acl": getAcl,
  "Install-CsMirrorDatabase": installMirrorDatabase,
  "Uninstall-CsMirrorDatabase": uninstallMirrorDatabase,
  "Get-CsDatabaseMirrorState": getDatabaseMirrorState,
  "Invoke-CsDatabaseFailover": invokeDatabaseFailover,
  "Test-CsPersistentChatMessage": testPersistentChatMessage,
  "Test-CsDatabase": testDatabase,
};

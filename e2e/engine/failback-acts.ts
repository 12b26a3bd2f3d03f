import { homeA, homeB, otherA } from "./failback-story.ts";
import { actAt, shellAct, type Target } from "./kill-story.ts";

const otherB = "sqlto02\\PCHAT";

const updateJob = "EXEC msdb.dbo.sp_update_job";
const procedure = "DECLARE @rc int; EXEC @rc = master.dbo.";
const verifying = "DECLARE @n int = CONVERT(int, @position); RESTORE VERIFYONLY";
const restoring = "DECLARE @n int = CONVERT(int, @position); RESTORE DATABASE";
const settingUp = "SET NOCOUNT ON;\nDECLARE @rc int;";

/** Every act of a failback by full restore, state first, that sends something to a server, in its order. */
export const fullRestore: readonly Target[] = [
  shellAct("stop-service:pchat01", 'Stop-CsWindowsService {"ComputerName":"pchat01'),
  shellAct("start-type-off:pchat01", "Set-Service"),
  actAt(`home-job-off:${homeA}`, homeA, updateJob),
  actAt(`home-secondary-off:${homeA}:${otherA}`, homeA, `${procedure}sp_delete_log_shipping_primary_secondary`),
  actAt(`home-primary-off:${homeA}`, homeA, `${procedure}sp_delete_log_shipping_primary_database`),
  actAt(`home-mirroring-off:${homeA}`, homeA, "ALTER DATABASE"),
  actAt(`home-read-only:${homeA}`, homeA, "ALTER DATABASE"),
  actAt(`safe-copy:${homeA}`, homeA, "BACKUP DATABASE"),
  shellAct("clear-active-servers", "Set-CsPersistentChatActiveServer"),
  shellAct("stop-service:pchat05", 'Stop-CsWindowsService {"ComputerName":"pchat05'),
  actAt("own-log-job-off", otherA, updateJob),
  actAt("mirroring-off:mgc", otherA, "ALTER DATABASE"),
  actAt("other-read-only", otherA, "ALTER DATABASE"),
  actAt("back-up-other", otherA, "BACKUP DATABASE"),
  actAt("verify-full", homeA, verifying),
  actAt("restore-home", homeA, restoring),
  actAt("home-read-write", homeA, "ALTER DATABASE"),
  actAt("set-option:owner", homeA, "DECLARE @s nvarchar(max)"),
  shellAct("create-home-mirror", "Install-CsMirrorDatabase"),
  shellAct("set-pool-state", "Set-CsPersistentChatState"),
  shellAct("replicate-pool-state", "Invoke-CsManagementStoreReplication"),
  shellAct("start-type-back:pchat01", "Set-Service"),
  shellAct("start-service:pchat01", 'Start-CsWindowsService {"ComputerName":"pchat01'),
  shellAct("set-active-servers", "Set-CsPersistentChatActiveServer"),
  actAt("check-home-pages", homeA, "DBCC CHECKDB"),
  actAt("back-up-home", homeA, "BACKUP DATABASE"),
  actAt("verify-reseed", otherA, verifying),
  actAt("reseed-other", otherA, restoring),
  actAt("own-log-job-gone", otherA, "EXEC msdb.dbo.sp_delete_job"),
  actAt(`drop-leftover:${otherB}`, otherB, "DROP DATABASE"),
  actAt(`add-primary:${homeA}`, homeA, settingUp),
  actAt(`link-secondary:${homeA}`, homeA, `${procedure}sp_add_log_shipping_primary_secondary`),
  actAt(`add-secondary:${otherA}`, otherA, settingUp),
  actAt("run-job-once:LSBackup_mgc", homeA, "EXEC msdb.dbo.sp_start_job"),
  actAt(`job-on:${homeA}:LSBackup_mgc`, homeA, updateJob),
  actAt("mirror-there", homeA, "ALTER DATABASE"),
  actAt(`add-primary:${homeB}`, homeB, settingUp),
  actAt("mirror-back", homeB, "ALTER DATABASE"),
  shellAct("send-test-message", "Test-CsPersistentChatMessage"),
];
/** What a log swap does otherwise; the rest is the same steps. */
export const logSwap: readonly Target[] = [
  actAt("back-up-other", otherA, "BACKUP DATABASE"),
  actAt("seed-home", homeA, restoring),
  actAt("back-up-tail", otherA, "BACKUP LOG"),
  { act: `apply-log:${homeA}`, target: homeA, pattern: "RESTORE LOG @database" },
  actAt("recover-home", homeA, "RESTORE DATABASE @database WITH RECOVERY"),
];

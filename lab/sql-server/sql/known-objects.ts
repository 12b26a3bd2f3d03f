const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** System views and functions of SQL Server 2014 that a DBA asks for and the lab may not have: absent here is not misspelt. */
const systemViews = words(`
all_columns all_objects all_sql_modules all_views allocation_units assemblies availability_databases_cluster availability_group_listeners
availability_groups availability_replicas backup_devices certificates change_tracking_databases check_constraints columns computed_columns
configurations credentials crypt_properties data_spaces database_audit_specifications database_credentials database_files
database_filestream_options database_mirroring database_mirroring_endpoints database_mirroring_witnesses database_permissions
database_principals database_recovery_status database_role_members databases default_constraints destination_data_spaces endpoints
event_log event_notifications events extended_properties filegroups foreign_key_columns foreign_keys fulltext_catalogs fulltext_indexes
identity_columns index_columns indexes key_constraints linked_logins login_token master_files master_key_passwords messages objects
parameters partition_functions partition_schemes partitions plan_guides procedures remote_logins routes schemas securable_classes
server_audits server_event_sessions server_file_audits server_permissions server_principals server_role_members servers service_queues
services sql_dependencies sql_expression_dependencies sql_logins sql_modules stats stats_columns symmetric_keys synonyms syscacheobjects
sysaltfiles syscharsets syscolumns syscomments sysconfigures syscurconfigs sysdatabases sysdepends sysdevices sysfilegroups sysfiles
sysforeignkeys sysfulltextcatalogs sysindexes sysindexkeys syslanguages syslockinfo syslogins sysmembers sysmessages sysobjects sysoledbusers
sysperfinfo syspermissions sysprocesses sysprotects sysreferences sysremotelogins sysservers systypes sysusers system_columns system_objects
system_views tables tcp_endpoints time_zone_info traces triggers trigger_events types user_token views xml_indexes
fn_my_permissions fn_trace_gettable fn_listextendedproperty fn_virtualfilestats fn_dblog fn_dump_dblog fn_get_audit_file fn_hadr_backup_is_preferred_replica`);

const managementViews = words(`
dm_audit_actions dm_broker_connections dm_cdc_errors dm_clr_tasks dm_cryptographic_providers dm_database_encryption_keys
dm_db_file_space_usage dm_db_index_operational_stats dm_db_index_physical_stats dm_db_index_usage_stats dm_db_log_space_usage
dm_db_mirroring_auto_page_repair dm_db_mirroring_connections dm_db_missing_index_details dm_db_missing_index_groups dm_db_partition_stats
dm_db_session_space_usage dm_db_stats_properties dm_db_task_space_usage dm_db_uncontained_entities dm_exec_background_job_queue
dm_exec_cached_plans dm_exec_connections dm_exec_cursors dm_exec_describe_first_result_set dm_exec_input_buffer dm_exec_plan_attributes
dm_exec_procedure_stats dm_exec_query_memory_grants dm_exec_query_plan dm_exec_query_stats dm_exec_requests dm_exec_sessions dm_exec_sql_text
dm_exec_trigger_stats dm_fts_index_population dm_hadr_auto_page_repair dm_hadr_availability_group_states dm_hadr_availability_replica_states
dm_hadr_cluster dm_hadr_cluster_members dm_hadr_database_replica_states dm_io_pending_io_requests dm_io_virtual_file_stats
dm_logpool_stats dm_os_buffer_descriptors dm_os_cluster_nodes dm_os_host_info dm_os_latch_stats dm_os_loaded_modules dm_os_memory_clerks
dm_os_nodes dm_os_performance_counters dm_os_process_memory dm_os_ring_buffers dm_os_schedulers dm_os_sys_info dm_os_sys_memory
dm_os_tasks dm_os_threads dm_os_volume_stats dm_os_wait_stats dm_os_waiting_tasks dm_os_windows_info dm_os_workers dm_resource_governor_workload_groups
dm_server_memory_dumps dm_server_registry dm_server_services dm_tcp_listener_states dm_tran_active_transactions dm_tran_database_transactions
dm_tran_locks dm_tran_session_transactions dm_tran_version_store dm_xe_sessions dm_xe_session_targets`);

const msdbTables = words(`
backupfilegroup backupset restorefile restorefilegroup sysalerts sysdownloadlist sysjobs_view sysjobstepslogs sysmail_account sysmail_allitems
sysmail_profile sysmail_event_log sysmail_faileditems sysnotifications sysoperators sysproxies sysproxylogin sysproxysubsystem
syssubsystems systargetservers sysmaintplan_plans sysmaintplan_log sysmaintplan_subplans sysdbmaintplans sysssispackages dbm_monitor_data
dbm_monitor_alerts sysmanagement_shared_server_groups syspolicy_policies`);

const masterTables = words(
  "sysdatabases syslogins sysservers sysconfigures syscurconfigs sysaltfiles sysdevices sysperfinfo syslockinfo sysmessages spt_values",
);

const procedures = words(`
sp_who sp_helpdb sp_helpfile sp_helpfilegroup sp_spaceused sp_help sp_helptext sp_helpindex sp_helpconstraint sp_helplogins sp_helpuser
sp_helprole sp_helprolemember sp_helpsrvrole sp_helpsrvrolemember sp_helpserver sp_helpsort sp_helpstats sp_depends sp_lock sp_monitor
sp_configure sp_columns sp_tables sp_databases sp_server_info sp_datatype_info sp_stored_procedures sp_rename sp_renamedb sp_dboption
sp_attach_db sp_detach_db sp_addlogin sp_droplogin sp_adduser sp_dropuser sp_grantlogin sp_revokelogin sp_grantdbaccess sp_revokedbaccess
sp_password sp_defaultdb sp_addrolemember sp_droprolemember sp_addsrvrolemember sp_dropsrvrolemember sp_addlinkedserver sp_dropserver
sp_linkedservers sp_testlinkedserver sp_serveroption sp_addserver sp_readerrorlog sp_cycle_errorlog sp_enumerrorlogs sp_updatestats
sp_recompile sp_executesql sp_msforeachdb sp_msforeachtable sp_msgetversion sp_msloginmappings sp_resolve_logins sp_validatelogins
sp_dbmmonitorresults sp_dbmmonitorupdate sp_dbmmonitoraddmonitoring sp_dbmmonitordropmonitoring sp_dbmmonitorchangemonitoring
sp_dbmmonitorhelpmonitoring sp_dbmmonitorchangealert sp_dbmmonitorhelpalert sp_dbmmonitordropalert sp_check_log_shipping_monitor_alert
sp_help_jobhistory sp_help_jobactivity sp_help_jobstep sp_help_jobsteplog sp_help_jobschedule sp_help_schedule sp_help_jobserver
sp_help_operator sp_help_alert sp_help_category sp_help_proxy sp_purge_jobhistory sp_update_jobstep sp_delete_jobstep sp_delete_jobserver
sp_add_category sp_add_operator sp_add_alert sp_add_proxy sp_add_notification sp_delete_backuphistory sp_delete_database_backuphistory
sp_get_composite_job_info sp_send_dbmail xp_readerrorlog xp_cmdshell xp_regread xp_instance_regread xp_servicecontrol xp_msver xp_subdirs
xp_create_subdir xp_delete_file xp_logininfo xp_loginconfig xp_logevent xp_sqlagent_enum_jobs xp_enumgroups xp_getnetname`);

const last = (parts: readonly string[]): string => (parts.at(-1) ?? "").toLowerCase();

/** A view, table or function that a real server has under this name. */
export function isKnownObject(parts: readonly string[], database: string): boolean {
  const schema = (parts.at(-2) ?? "").toLowerCase();
  const name = last(parts);
  if (schema === "sys") return systemViews.has(name) || managementViews.has(name);
  if (schema === "information_schema") return true;
  const where = (parts.at(-3) || database).toLowerCase();
  return (where === "msdb" && msdbTables.has(name)) || (where === "master" && masterTables.has(name));
}

/** A stored procedure that a real server has under this name. */
export function isKnownProcedure(parts: readonly string[]): boolean {
  return procedures.has(last(parts));
}

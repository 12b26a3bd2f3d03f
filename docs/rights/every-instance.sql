-- Once on every instance that holds or will hold a copy of mgc, after the three logins were made (with the same SID everywhere):
--   CREATE LOGIN [pchat-watch] WITH PASSWORD = '...', SID = 0x...; and so on.
-- watch reads; chain reads backup headers; operate is opened by the console for the acts of a run, and for nothing else.
USE master;
GO
GRANT VIEW SERVER STATE TO [pchat-watch];
GRANT VIEW ANY DEFINITION TO [pchat-watch];
GRANT CREATE ANY DATABASE TO [pchat-chain];
EXEC sp_addsrvrolemember N'pchat-operate', N'sysadmin';
USE msdb;
GO
CREATE USER [pchat-watch] FOR LOGIN [pchat-watch];
EXEC sp_addrolemember N'db_datareader', N'pchat-watch';
EXEC sp_addrolemember N'dbm_monitor', N'pchat-watch';

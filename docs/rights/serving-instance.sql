-- Once on the instance that serves, after every-instance.sql: the log carries it to the other copies.
-- Message numbers, pings, how many compliance events wait, and of a message its room and number alone; never what was said.
USE mgc;
GO
CREATE USER [pchat-watch] FOR LOGIN [pchat-watch];
GRANT SELECT ON dbo.tblLastChatId TO [pchat-watch];
GRANT SELECT ON dbo.tblNode TO [pchat-watch];
GRANT SELECT ON dbo.tblServerIdentity TO [pchat-watch];
GRANT SELECT ON dbo.tblChat (channelId, chatId) TO [pchat-watch];
USE mgccomp;
GO
CREATE USER [pchat-watch] FOR LOGIN [pchat-watch];
GRANT SELECT ON dbo.tblComplianceData TO [pchat-watch];

import { rooms } from "#lab/world/database.ts";
import { type Foreign, mgcAtHome } from "./foreign.ts";

/** Questions to mgc itself, on the principal. */
export const chatSelects: readonly Foreign[] = [
  {
    at: "sqlmi01",
    sql: "SELECT n.nodeName AS room, COUNT(c.chatId) AS messages, MAX(c.chatId) AS newest FROM mgc.dbo.tblNode n LEFT JOIN mgc.dbo.tblChat c ON c.channelId = n.nodeID WHERE n.nodeType = 0 GROUP BY n.nodeName ORDER BY n.nodeName",
    columns: "room, messages, newest",
    rows: (world) => {
      const { messages } = mgcAtHome(world);
      return [...rooms]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ id, name }) => {
          const own = messages.filter((message) => message.room === id);
          return [name, own.length, String(Math.max(...own.map((message) => message.chatId)))];
        });
    },
  },
  {
    at: "sqlmi01",
    sql: "USE mgc; SELECT TOP 5 c.content FROM tblChat c ORDER BY c.chatDate DESC, c.chatId DESC",
    columns: "content",
    holds: (rows, world) => {
      const texts = new Set(mgcAtHome(world).messages.map((message) => message.text));
      return rows.length === 5 && rows.every((row) => texts.has(String(row[0])));
    },
  },
  {
    at: "sqlmi01",
    sql: "SELECT COUNT(*) AS differ FROM (SELECT channelId, MAX(chatId) AS top1 FROM mgc.dbo.tblChat GROUP BY channelId) x FULL JOIN mgc.dbo.tblLastChatId l ON l.nodeID = x.channelId WHERE l.lastChatID <> x.top1 OR x.top1 IS NULL OR l.nodeID IS NULL",
    columns: "differ",
    rows: () => [[0]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT p.prinName, COUNT(*) AS posts FROM mgc.dbo.tblChat c JOIN mgc.dbo.tblPrincipal p ON p.prinID = c.userId GROUP BY p.prinName HAVING COUNT(*) > 5 ORDER BY posts DESC, p.prinName OFFSET 0 ROWS FETCH NEXT 3 ROWS ONLY",
    columns: "prinName, posts",
    rows: (world) => {
      const posts = new Map<number, number>();
      for (const { userId } of mgcAtHome(world).messages) posts.set(userId, (posts.get(userId) ?? 0) + 1);
      return [...posts]
        .filter(([, n]) => n > 5)
        .sort(([a, m], [b, n]) => n - m || a - b)
        .slice(0, 3)
        .map(([id, n]) => [`user${String(id).padStart(2, "0")}@contoso.local`, n]);
    },
  },
  {
    at: "sqlmi01",
    sql: "SELECT channelId, chatId FROM (SELECT channelId, chatId, ROW_NUMBER() OVER (PARTITION BY channelId ORDER BY chatId DESC) AS rn FROM mgc.dbo.tblChat) AS ranked WHERE rn = 1 AND channelId IN (101, 103) ORDER BY channelId",
    columns: "channelId, chatId",
    rows: (world) => [101, 103].map((id) => [id, String(mgcAtHome(world).db.content.lastChatIds[id])]),
  },
  {
    at: "sqlmi01",
    sql: "SELECT COUNT(*) holes FROM mgc.dbo.tblChat a WHERE a.chatId > 1 AND NOT EXISTS (SELECT 1 FROM mgc.dbo.tblChat b WHERE b.channelId = a.channelId AND b.chatId = a.chatId - 1)",
    columns: "holes",
    rows: () => [[0]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT YEAR(mgc.dbo.fnTicksToDate(MIN(chatDate))) AS y, CASE WHEN mgc.dbo.fnTicksToDate(MAX(chatDate)) <= GETUTCDATE() THEN 'ok' ELSE 'future' END AS sane FROM mgc.dbo.tblChat",
    columns: "y, sane",
    rows: () => [[2026, "ok"]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT COUNT(*) AS hits FROM mgc.dbo.tblChat WHERE content LIKE N'%Torino.%' OR content LIKE 'Message [1-3] in FX%'",
    columns: "hits",
    rows: (world) => [
      [
        mgcAtHome(world).messages.filter(({ text }) => text.includes("Torino.") || /^Message [1-3] in FX/.test(text))
          .length,
      ],
    ],
  },
  {
    at: "sqlmi01",
    sql: "SELECT SUBSTRING(serverAddress, CHARINDEX('//', serverAddress) + 2, 7) AS srv, DATEDIFF(minute, serverLastPingTime, GETUTCDATE()) AS ago FROM mgc.dbo.tblServerIdentity ORDER BY srv",
    columns: "srv, ago",
    rows: () => [1, 2, 3, 4].map((n) => [`pchat0${n}`, 0]),
  },
  {
    at: "sqlmi01",
    sql: "SELECT parent.nodeName AS category, COUNT(child.nodeID) AS roomCount FROM mgc.dbo.tblNode AS parent INNER JOIN mgc.dbo.tblNode AS child ON child.parentID = parent.nodeID GROUP BY parent.nodeName",
    columns: "category, roomCount",
    rows: () => [["Contoso", rooms.length]],
  },
  {
    at: "sqlmi01",
    sql: "WITH tree AS (SELECT nodeID, CAST(nodeName AS nvarchar(400)) AS path, 0 AS depth FROM mgc.dbo.tblNode WHERE parentID IS NULL UNION ALL SELECT n.nodeID, CAST(t.path + N' / ' + n.nodeName AS nvarchar(400)), t.depth + 1 FROM mgc.dbo.tblNode n JOIN tree t ON t.nodeID = n.parentID) SELECT path FROM tree WHERE depth = 1 AND path LIKE '%desk' OPTION (MAXRECURSION 5)",
    columns: "path",
    rows: () => [["Contoso / FX Desk"]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT s.name, o.name AS tbl FROM mgc.sys.objects o JOIN mgc.sys.schemas s ON s.schema_id = o.schema_id WHERE o.type = 'U' AND o.name IN ('tblChat', 'tblNode') ORDER BY o.name",
    columns: "name, tbl",
    rows: () => [
      ["dbo", "tblChat"],
      ["dbo", "tblNode"],
    ],
  },
  {
    at: "sqlmi01",
    sql: "SELECT t.name, SUM(p.rows) AS howMany FROM mgc.sys.tables t JOIN mgc.sys.partitions p ON p.object_id = t.object_id AND p.index_id < 2 WHERE t.name = 'tblChat' GROUP BY t.name",
    columns: "name, howMany",
    rows: (world) => [["tblChat", String(mgcAtHome(world).messages.length)]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT COLUMN_NAME, DATA_TYPE FROM mgc.INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = 'tblLastChatId' ORDER BY ORDINAL_POSITION",
    columns: "COLUMN_NAME, DATA_TYPE",
    rows: () => [
      ["nodeID", "int"],
      ["lastChatID", "bigint"],
    ],
  },
  {
    at: "sqlmi01",
    sql: "SELECT CHECKSUM_AGG(CHECKSUM(channelId, chatId)) ^ CHECKSUM_AGG(CHECKSUM(channelId, chatId)) AS zero, MAX(CASE WHEN BINARY_CHECKSUM(content) = BINARY_CHECKSUM(UPPER(content)) THEN 1 ELSE 0 END) AS sees_case, MAX(CASE WHEN CHECKSUM(content) = CHECKSUM(UPPER(content)) THEN 1 ELSE 0 END) AS blind FROM mgc.dbo.tblChat",
    columns: "zero, sees_case, blind",
    rows: () => [[0, 0, 1]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT CONVERT(varchar(66), HASHBYTES('SHA2_256', CONVERT(varchar(3), 'abc')), 1) AS h, LEN(CONVERT(varchar(50), HASHBYTES('MD5', N'abc'), 2)) AS l",
    columns: "h, l",
    rows: () => [["0xBA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", 32]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT (SELECT COUNT(*) FROM mgccomp.dbo.tblComplianceData WHERE cmplType IN (1, 2)) AS backlog, (SELECT activeServerID FROM mgccomp.dbo.tblComplianceState) AS adapter",
    columns: "backlog, adapter",
    rows: () => [[0, 1]],
  },
];

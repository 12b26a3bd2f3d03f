import type { TableSource } from "#lab/sql-server/contract.ts";
import { chatServers } from "#lab/world/places.ts";
import type { DatabaseState } from "#lab/world/state.ts";
import { tableOf } from "./columns.ts";

type Make = (db: DatabaseState) => TableSource;
const empty =
  (spec: string): Make =>
  () =>
    tableOf(spec, () => []);
const serverId = (fqdn: string): number => 1 + chatServers.findIndex((server) => server.fqdn === fqdn);

/** Tables of mgc that the lab keeps no rows for, or only such as follow from others. By lower-case name. */
export const quietTables: Readonly<Record<string, Make>> = {
  tblactivepeers: (db) =>
    tableOf("aplServerID int, aplPeerID int", () => {
      const servers = Object.keys(db.content.pings).map(serverId);
      return servers.flatMap((aplServerID) =>
        servers.filter((peer) => peer !== aplServerID).map((aplPeerID) => ({ aplServerID, aplPeerID })),
      );
    }),
  tblfiletoken: empty(
    "fileTokenID uniqueidentifier, fileTokenExpireDate datetime, fileTokenUserID int, fileTokenChannelID int, fileTokenCompliancePinned bit",
  ),
  tblprincipalmeta: empty("prinID int, tryCount int, nextTry datetime"),
  tbladupdates: empty("adUpdateID int, lastUpdated datetime"),
  tblskippedaffiliations: empty("prinID int, affiliation nvarchar(256)"),
  tblprincipalinvites: empty("inviteID int, prinID int, nodeID int, createdOn datetime"),
};

export const quietComplianceTables: Readonly<Record<string, Make>> = {
  tblcompliancefanout: empty("cmplEventID bigint, sessionId int, prinID int"),
  tblcomplianceparticipant: empty("sessionId int, prinID int, cmplChannelID int, joinDate smalldatetime"),
};

/** As the schema spells them. */
export const tableNames: Readonly<Record<string, readonly string[]>> = {
  mgc: "tblActivePeers tblADUpdates tblAdminLock tblChat tblConfig tblFileToken tblLastChatId tblNode tblPrincipal tblPrincipalInvites tblPrincipalMeta tblServerIdentity tblSkippedAffiliations tblSystemRevision".split(
    " ",
  ),
  mgccomp: "tblComplianceData tblComplianceFanout tblComplianceParticipant tblComplianceState".split(" "),
};

import type { Session, SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";

type Answer = { readonly type: SqlType; readonly value: SqlValue };
const text = (value: string | null): Answer => ({ type: { name: "nvarchar", length: 128 }, value });
const whole = (value: number | null): Answer => ({ type: { name: "int" }, value });

function serverProperty(instance: InstanceWorld, name: string): Answer | undefined {
  const version = instance.catalog.version();
  const upper = instance.host.toUpperCase();
  const answers: Readonly<Record<string, Answer>> = {
    productversion: text(`${version.join(".")}.0`),
    productlevel: text("SP3"),
    productmajorversion: text(String(version[0])),
    edition: text("Enterprise Edition (64-bit)"),
    engineedition: whole(3),
    machinename: text(upper),
    servername: text(instance.name),
    instancename: text("PCHAT"),
    isclustered: whole(0),
    computernamephysicalnetbios: text(upper),
    collation: text("SQL_Latin1_General_CP1_CI_AS"),
    isintegratedsecurityonly: whole(0),
    ishadrenabled: whole(0),
    instancedefaultdatapath: text("D:\\SQLData\\"),
    instancedefaultlogpath: text("D:\\SQLLog\\"),
    processid: whole(1820),
  };
  return answers[name.toLowerCase()];
}

function databaseProperty(instance: InstanceWorld, args: readonly SqlValue[]): Answer | undefined {
  const db = instance.database(String(args[0]));
  if (!db) return text(null);
  const answers: Readonly<Record<string, Answer>> = {
    status: text(db.state),
    recovery: text(db.recoveryModel),
    updateability: text(db.readOnly || db.standbyFile !== null ? "READ_ONLY" : "READ_WRITE"),
    useraccess: text(db.userAccess),
    isinstandby: whole(db.standbyFile === null ? 0 : 1),
    collation: text(db.state === "ONLINE" ? "SQL_Latin1_General_CP1_CI_AS" : null),
  };
  return answers[String(args[1]).toLowerCase()];
}

/** Every login the listener lets in is sysadmin here. */
export function propertyOf(
  instance: InstanceWorld,
  at: { readonly session: Session; readonly fn: string; readonly args: readonly SqlValue[] },
): Answer | undefined {
  const { session, args } = at;
  switch (at.fn.toUpperCase()) {
    case "SERVERPROPERTY":
      return serverProperty(instance, String(args[0]));
    case "DATABASEPROPERTYEX":
      return databaseProperty(instance, args);
    case "IS_SRVROLEMEMBER":
    case "IS_MEMBER":
    case "IS_ROLEMEMBER":
    case "HAS_PERMS_BY_NAME":
      return whole(1);
    case "HAS_DBACCESS":
      return whole(instance.database(String(args[0]))?.state === "ONLINE" ? 1 : 0);
    case "SUSER_SNAME":
    case "SUSER_NAME":
    case "SYSTEM_USER":
    case "ORIGINAL_LOGIN":
      return text(session.login);
    case "USER_NAME":
    case "CURRENT_USER":
      return text("dbo");
    case "HOST_NAME":
      return text(session.hostName);
    case "APP_NAME":
    case "PROGRAM_NAME":
      return text(session.programName);
    default:
      return undefined;
  }
}

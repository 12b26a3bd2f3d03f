import type { Session, SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import { loginNow } from "#lab/sql-server/sql/impersonation.ts";
import { objectIdOf } from "#lab/sql-server/sql/object-id.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { bytesOf, loginOf, loginWithSid } from "#lab/world/principals.ts";
import { editions, products } from "#lab/world/products.ts";
import type { DatabaseState } from "#lab/world/state.ts";
import { hasAccess } from "./entry.ts";
import { holds, isPlain, maySelect } from "./rights.ts";
import { systemViewNames } from "./system-views.ts";
import { tablesOf, typeName } from "./views-objects.ts";

type Answer = { readonly type: SqlType; readonly value: SqlValue };
const text = (value: string | null): Answer => ({ type: { name: "nvarchar", length: 128 }, value });
const whole = (value: number | null): Answer => ({ type: { name: "int" }, value });

function serverProperty(instance: InstanceWorld, name: string): Answer | undefined {
  const version = instance.catalog.version();
  const edition = editions[instance.product.edition];
  const is2012 = version[0] >= 11;
  const upper = instance.host.toUpperCase();
  const answers: Readonly<Record<string, Answer>> = {
    productversion: text(`${version.join(".")}.0`),
    productlevel: text(products[instance.product.name].level),
    productmajorversion: text(String(version[0])),
    edition: text(edition.text),
    engineedition: whole(edition.engine),
    machinename: text(upper),
    servername: text(instance.name),
    instancename: text("PCHAT"),
    isclustered: whole(0),
    computernamephysicalnetbios: text(upper),
    collation: text("SQL_Latin1_General_CP1_CI_AS"),
    isintegratedsecurityonly: whole(0),
    ishadrenabled: whole(is2012 ? 0 : null),
    instancedefaultdatapath: text(is2012 ? "D:\\SQLData\\" : null),
    instancedefaultlogpath: text(is2012 ? "D:\\SQLLog\\" : null),
    processid: whole(1820),
  };
  return answers[name.toLowerCase()];
}

/** What @@VERSION tells. */
function versionText(instance: InstanceWorld): string {
  const { name, edition } = instance.product;
  const { version, level } = products[name];
  return `Microsoft SQL Server ${name} (${level}) - ${version.join(".")}.0 (X64) \n\tCopyright (c) Microsoft Corporation\n\t${editions[edition].text} on Windows Server 2012 R2 Standard 6.3 <X64> (Build 9600: ) (Hypervisor)\n`;
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

function loginName(instance: InstanceWorld, bytes: Uint8Array): string | null {
  return loginWithSid(instance.state, Buffer.from(bytes).toString("hex").toUpperCase())?.name ?? null;
}

function sid(instance: InstanceWorld, name: string): Answer {
  const login = loginOf(instance.state, name);
  return { type: { name: "varbinary", length: 85 }, value: login ? bytesOf(login.sid) : null };
}

function objectName(instance: InstanceWorld, session: Session, args: readonly SqlValue[]): string | null {
  const [id, databaseId] = args.map(Number);
  const wanted = (db: DatabaseState): boolean =>
    databaseId === undefined ? db.name.toLowerCase() === session.database.toLowerCase() : db.id === databaseId;
  const db = instance.databases().find(wanted);
  const tables = db?.state === "ONLINE" ? tablesOf({ instance, session, db }) : [];
  return (
    tables.find(({ name }) => objectIdOf("dbo", name) === id)?.name ??
    systemViewNames().find((name) => objectIdOf("sys", name) === id) ??
    null
  );
}

export function propertyOf(
  instance: InstanceWorld,
  at: { readonly session: Session; readonly fn: string; readonly args: readonly SqlValue[] },
): Answer | undefined {
  const { session, args } = at;
  switch (at.fn.toUpperCase()) {
    case "VERSION":
      return { type: { name: "nvarchar", length: 300 }, value: versionText(instance) };
    case "SERVERPROPERTY":
      return serverProperty(instance, String(args[0]));
    case "DATABASEPROPERTYEX":
      return databaseProperty(instance, args);
    case "IS_SRVROLEMEMBER":
      return whole(isPlain(instance, session) ? 0 : 1);
    case "IS_MEMBER":
    case "IS_ROLEMEMBER":
      return whole(isPlain(instance, session) ? 0 : 1);
    case "HAS_PERMS_BY_NAME":
      if (String(args[1]).toUpperCase() === "OBJECT")
        return whole(maySelect(instance, session, String(args[0]), args[3] == null ? null : String(args[3])));
      return whole(
        args[0] === null && holds(instance, session, String(args[2])) ? 1 : isPlain(instance, session) ? 0 : 1,
      );
    case "HAS_DBACCESS":
      return whole(hasAccess(instance, session, String(args[0])) ? 1 : 0);
    case "SUSER_SNAME":
      return text(args[0] instanceof Uint8Array ? loginName(instance, args[0]) : loginNow(session));
    case "SUSER_SID":
      return sid(instance, String(args[0] ?? session.login));
    case "OBJECT_NAME":
      return text(objectName(instance, session, args));
    case "TYPE_NAME":
      return text(typeName(Number(args[0])));
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

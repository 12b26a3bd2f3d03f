import type { Session } from "#lab/sql-server/contract.ts";
import { hasQuorum } from "#lab/world/database.ts";
import { writeErrorLog } from "#lab/world/error-log.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { refuse } from "#lab/world/refuse.ts";
import type { DatabaseState } from "#lab/world/state.ts";
import type { TokenReader } from "./reader.ts";

type Act = { readonly instance: InstanceWorld; readonly db: DatabaseState; readonly session: Session };
type Asked = { readonly option: string; readonly value: string; readonly ending: "wait" | "rollback" | "no-wait" };

const withValue = new Set(["RECOVERY", "TRUSTWORTHY", "DB_CHAINING", "PAGE_VERIFY"]);
const exclusive = new Set(["READ_ONLY", "READ_WRITE", "OFFLINE", "SINGLE_USER", "RESTRICTED_USER"]);
const stateOptions = new Set(["OFFLINE", "READ_ONLY", "SINGLE_USER", "RESTRICTED_USER"]);

/** ALTER DATABASE name SET option [WITH ROLLBACK IMMEDIATE | ROLLBACK AFTER n | NO_WAIT] */
export function setOption(reader: TokenReader, act: Act): void {
  const asked = read(reader);
  const { db, instance, session } = act;
  refuseByState(db, asked);
  const others = instance.sessions.inDatabase(db.name, session.spid);
  const inTheWay = exclusive.has(asked.option) ? others : [];
  if (inTheWay.length > 0 && asked.ending === "no-wait")
    throw refuse(5070, `Database state cannot be changed while other users are using the database '${db.name}'`, {
      state: 2,
    });
  if (inTheWay.length > 0 && asked.ending === "wait")
    throw refuse(
      5061,
      `ALTER DATABASE failed because a lock could not be placed on database '${db.name}'. Try again later.`,
    );
  if (db.userAccess === "SINGLE_USER" && asked.option === "MULTI_USER" && others.length > 0 && asked.ending === "wait")
    throw refuse(
      5064,
      `Changes to the state or options of database '${db.name}' cannot be made at this time. The database is in single-user mode, and a user is currently connected to it.`,
    );
  for (const other of inTheWay) instance.sessions.kill(other.spid);
  if (!apply(db, asked)) {
    instance.catalog.unsupported(`ALTER DATABASE SET ${asked.option}`);
    throw refuse(50001, `The simulated server does not implement ALTER DATABASE SET ${asked.option}.`);
  }
  writeErrorLog(
    instance,
    session.spid,
    `Setting database option ${asked.option} to ${asked.value || "ON"} for database '${db.name}'.`,
  );
}

function read(reader: TokenReader): Asked {
  const option = reader.name().toUpperCase();
  const value = withValue.has(option) ? reader.name().toUpperCase() : "";
  let ending: Asked["ending"] = "wait";
  if (reader.take("WITH")) {
    if (reader.take("NO_WAIT")) ending = "no-wait";
    else {
      reader.expect("ROLLBACK");
      if (!reader.take("IMMEDIATE")) {
        reader.expect("AFTER");
        reader.value();
        reader.take("SECONDS");
      }
      ending = "rollback";
    }
  }
  reader.take(";");
  if (!reader.done) throw reader.wrong();
  return { option, value, ending };
}

function refuseByState(db: DatabaseState, { option, value }: Asked): void {
  if (db.state === "RESTORING")
    throw refuse(5052, "ALTER DATABASE is not permitted while a database is in the Restoring state.");
  if (db.standbyFile !== null)
    throw refuse(5063, `Database '${db.name}' is in warm standby. A warm-standby database is read-only.`);
  const needsMirrorless = stateOptions.has(option) || (option === "RECOVERY" && value !== "FULL");
  if (db.mirroring && needsMirrorless)
    throw refuse(
      1468,
      `The operation cannot be performed on database "${db.name}" because it is involved in a database mirroring session.`,
    );
  if (!hasQuorum(db))
    throw refuse(
      955,
      `Database ${db.name} is enabled for Database Mirroring, but the database lacks quorum: the database cannot be opened. Check the partner and witness connections if configured.`,
      { class: 14 },
    );
  if (db.id <= 4 && (option === "OFFLINE" || option === "READ_ONLY"))
    throw refuse(5058, `Option '${option}' cannot be set in database '${db.name}'.`);
}

function apply(db: DatabaseState, { option, value }: Asked): boolean {
  const onOff = value === "ON" || value === "OFF";
  if (option === "READ_ONLY" || option === "READ_WRITE") {
    const readOnly = option === "READ_ONLY";
    // The change is itself a record of the log.
    if (db.readOnly !== readOnly) db.end += 1;
    db.readOnly = readOnly;
  } else if (option === "OFFLINE" || option === "ONLINE") db.state = option;
  else if (option === "SINGLE_USER" || option === "MULTI_USER" || option === "RESTRICTED_USER") db.userAccess = option;
  else if (option === "RECOVERY" && (value === "FULL" || value === "SIMPLE" || value === "BULK_LOGGED")) {
    if (value === "SIMPLE") db.lastLogBackup = null;
    db.recoveryModel = value;
  } else if (option === "TRUSTWORTHY" && onOff) db.trustworthy = value === "ON";
  else if (option === "DB_CHAINING" && onOff) db.dbChaining = value === "ON";
  else if (option === "ENABLE_BROKER" || option === "NEW_BROKER") db.brokerEnabled = true;
  else if (option === "DISABLE_BROKER") db.brokerEnabled = false;
  else return option === "PAGE_VERIFY" && value === "CHECKSUM";
  return true;
}

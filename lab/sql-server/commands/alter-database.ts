import type { Session, StatementHandler } from "#lab/sql-server/contract.ts";
import { SqlError } from "#lab/sql-server/sql/errors.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { pairUp } from "#lab/world/mirror-setup.ts";
import { failOver, forceService, partnerOf, removeMirroring } from "#lab/world/mirroring.ts";
import { instanceAtEndpoint } from "#lab/world/places.ts";
import { refuse } from "#lab/world/refuse.ts";
import type { DatabaseState } from "#lab/world/state.ts";
import { setWitness as nameWitness } from "#lab/world/witness.ts";
import { refuseInTransaction } from "./no-transaction.ts";
import { TokenReader } from "./reader.ts";
import { setOption } from "./set-option.ts";

type Act = { readonly instance: InstanceWorld; readonly db: DatabaseState; readonly session: Session };

/** ALTER DATABASE name SET … */
export function alterDatabase(instance: InstanceWorld): StatementHandler {
  return async function* (call) {
    const reader = new TokenReader(call);
    reader.expect("ALTER", "DATABASE");
    const name = reader.name();
    const db = instance.database(name);
    if (!db) {
      const missing = refuse(
        5011,
        `User does not have permission to alter database '${name}', the database does not exist, or the database is not in a state that allows access checks.`,
        { class: 14, state: 5 },
      );
      yield { kind: "error", error: missing.shape(call.line) };
      throw refuse(5069, "ALTER DATABASE statement failed.");
    }
    refuseInTransaction(call.session, 226, "ALTER DATABASE statement not allowed within multi-statement transaction.");
    reader.expect("SET");
    const act: Act = { instance, db, session: call.session };
    const isMirroring = reader.is("PARTNER") || reader.is("WITNESS");
    try {
      if (reader.take("PARTNER")) setPartner(reader, act);
      else if (reader.take("WITNESS")) setWitness(reader, act);
      else setOption(reader, act);
    } catch (error) {
      if (!(error instanceof SqlError) || error.number === 102 || isMirroring) throw error;
      yield { kind: "error", error: error.shape(call.line) };
      throw refuse(5069, "ALTER DATABASE statement failed.");
    }
  };
}

function setPartner(reader: TokenReader, act: Act): void {
  const { instance, db } = act;
  if (reader.take("=")) {
    setPartnerAddress(act, reader.text());
    return;
  }
  if (reader.take("FAILOVER")) {
    failOver(instance, db);
    return;
  }
  if (reader.take("FORCE_SERVICE_ALLOW_DATA_LOSS")) {
    forceService(instance, db);
    return;
  }
  if (reader.take("OFF")) {
    removeMirroring(instance, db);
    return;
  }
  const own = db.mirroring;
  if (!own) throw refuse(1416, `Database "${db.name}" is not configured for database mirroring.`);
  const partner = partnerOf(instance, db)?.db.mirroring ?? null;
  const both = partner ? [own, partner] : [own];
  if (reader.take("SUSPEND")) for (const half of both) half.state = "SUSPENDED";
  else if (reader.take("RESUME"))
    for (const half of both)
      Object.assign(half, { state: "SYNCHRONIZING", caughtUpAtMs: instance.world.clock.now().getTime() + 1500 });
  else if (reader.take("SAFETY")) {
    const level = reader.take("FULL") ? "FULL" : reader.take("OFF") ? "OFF" : null;
    if (level === null) throw reader.wrong();
    const { edition } = instance.product;
    if (level === "OFF" && (edition === "Standard" || edition === "Express"))
      throw refuse(1473, "This SQL Server edition does not allow changing the safety level.");
    for (const half of both) half.safety = level;
  } else if (reader.take("TIMEOUT")) for (const half of both) half.timeoutSeconds = Math.max(5, Number(reader.value()));
  else throw reader.wrong();
}

/** First on the mirror (naming the principal), then on the principal: the second one starts the session. */
function setPartnerAddress({ instance, db }: Act, address: string): void {
  if (db.mirroring) throw refuse(1405, `The database "${db.name}" is already enabled for database mirroring.`);
  const other = instance.world.instance(instanceAtEndpoint(address) ?? "");
  const copy = other?.database(db.name);
  if (!instance.state.hasEndpoint)
    throw refuse(1486, "Database Mirroring Transport is disabled in the endpoint configuration.");
  if (!other?.up || !other.state.hasEndpoint)
    throw refuse(
      1418,
      `The server network address "${address}" can not be reached or does not exist. Check the network address name and that the ports for the local and remote endpoints are operational.`,
    );
  if (!copy)
    throw refuse(
      1452,
      `The partner server instance name must be distinct from the server instance that manages the database. The ALTER DATABASE SET PARTNER command failed.`,
    );
  if (db.state === "RESTORING") {
    if (copy.state === "RESTORING")
      throw refuse(1416, `Database "${db.name}" is not configured for database mirroring.`);
    if (copy.familyGuid !== db.familyGuid || (db.redoStart ?? 0) < (copy.lastLogBackup ?? 0) - 1)
      throw refuse(
        1412,
        `The remote copy of database "${db.name}" has not been rolled forward to a point in time that is encompassed in the local copy of the database log.`,
      );
    instance.world.wantedPartners.add(`${instance.name}|${db.name}`.toLowerCase());
    return;
  }
  if (!instance.world.wantedPartners.delete(`${other.name}|${db.name}`.toLowerCase()))
    throw refuse(1416, `Database "${db.name}" is not configured for database mirroring.`);
  pairUp({ principal: instance, mirror: other, database: db.name, witness: false });
}

function setWitness(reader: TokenReader, { instance, db }: Act): void {
  const own = db.mirroring;
  if (!own) throw refuse(1416, `Database "${db.name}" is not configured for database mirroring.`);
  const partner = partnerOf(instance, db)?.db.mirroring ?? null;
  const both = partner ? [own, partner] : [own];
  if (reader.take("OFF")) {
    for (const half of both) Object.assign(half, { witness: null, witnessAddress: null, witnessConnected: false });
    return;
  }
  reader.expect("=");
  nameWitness({ instance, db, partner: partnerOf(instance, db)?.db ?? null }, reader.text());
}

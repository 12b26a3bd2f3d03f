import type { SqlCommand } from "#lib/domain/commands/command.ts";
import { AppError, StepError } from "#lib/domain/errors.ts";
import { backUp, recover, restoreFull, restoreLog } from "./failback-backups.ts";
import { runShippingJob, setUpPrimary, setUpSecondary } from "./failback-shipping.ts";
import {
  asDrill,
  type Copy,
  type FailbackWorld,
  type FakeInstance,
  instanceOf,
  writableSides,
} from "./failback-world.ts";

/** A server's refusal: nothing changed. */
export function refuse(number: number, message: string): never {
  throw new StepError("remote", message, { effect: "none", causes: [{ number, message }] });
}

export type Sent = {
  readonly world: FailbackWorld;
  readonly here: FakeInstance;
  readonly target: string;
  readonly text: string;
  readonly told: Readonly<Record<string, string>>;
};
type Effect = readonly [piece: string, act: (sent: Sent) => void];

/** Does what a command says, as SQL Server would; notes it when more than one copy takes writes because of it. */
export function carryOutFailback(world: FailbackWorld, command: SqlCommand): void {
  const told = Object.fromEntries(Object.entries(command.parameters).map(([k, v]) => [k, String(v)]));
  const instance = instanceOf(world, command.target);
  const isDrill = told.database === "mgc_drill" || command.text.includes("[mgc_drill]");
  const sent: Sent = {
    world,
    here: isDrill ? asDrill(instance) : instance,
    target: command.target,
    text: command.text,
    told,
  };
  const found = effects.find(([piece]) => command.text.includes(piece));
  const before = writableSides(world);
  if (command.text.startsWith("KILL "))
    sent.here.sessions = sent.here.sessions.filter((s) => `KILL ${s.spid}` !== command.text);
  else if (found) found[1](sent);
  else throw new AppError("internal", `the fake servers do not know this command: ${command.text}`);
  const after = writableSides(world);
  if (after.length > 1 && after.length > before.length) world.violations.push(`${command.target}: ${command.text}`);
}

const effects: readonly Effect[] = [
  ["[mgccomp] SET PARTNER OFF", complianceOff],
  ["SET WITNESS", setWitness],
  ["SET PARTNER OFF", partnerOff],
  ["SET PARTNER FAILOVER", swap],
  ["SET READ_ONLY", (sent) => void Object.assign(unmirrored(sent), { readOnly: true })],
  ["SET READ_WRITE", (sent) => void Object.assign(unmirrored(sent), { readOnly: false })],
  ["SET TRUSTWORTHY ON", (sent) => void Object.assign(written(sent), { trustworthy: true })],
  ["SET TRUSTWORTHY OFF", (sent) => void Object.assign(written(sent), { trustworthy: false })],
  ["SET DB_CHAINING ON", (sent) => void Object.assign(written(sent), { chaining: true })],
  ["SET DB_CHAINING OFF", (sent) => void Object.assign(written(sent), { chaining: false })],
  ["ALTER AUTHORIZATION", (sent) => void Object.assign(written(sent), { owner: sent.told.owner })],
  ["BACKUP DATABASE", (sent) => backUp(sent, "full")],
  ["BACKUP LOG @database TO DISK = @file WITH NORECOVERY", (sent) => backUp(sent, "tail")],
  ["BACKUP LOG", (sent) => backUp(sent, "log")],
  ["RESTORE VERIFYONLY", ({ world, told }) => void (world.files.has(told.file ?? "") || refuse(3201, "no such file"))],
  ["RESTORE LOG", restoreLog],
  ["RESTORE DATABASE @database FROM DISK", restoreFull],
  ["RESTORE DATABASE @database WITH RECOVERY", recover],
  [
    "CREATE LOGIN",
    ({ here, told }) => {
      here.orphans = here.orphans.filter((name) => name !== told.login);
    },
  ],
  ["DBCC CHECKDB", () => undefined],
  ["DROP DATABASE", dropCopy],
  ["@enabled = 0", (sent) => setJob(sent, 0)],
  ["sp_update_job @job_name = @job, @enabled = 1", (sent) => setJob(sent, 1)],
  ["sp_start_job", runShippingJob],
  ["sp_delete_job", ({ here, told }) => void here.jobs.delete(told.job ?? "")],
  [
    "sp_delete_log_shipping_primary_secondary",
    ({ here, told }) => {
      if (here.primary) here.primary.secondaries = here.primary.secondaries.filter((s) => s !== told.server);
    },
  ],
  ["sp_delete_log_shipping_primary_database", deletePrimary],
  ["sp_add_log_shipping_primary_database", setUpPrimary],
  [
    "sp_add_log_shipping_primary_secondary",
    ({ here, told }) => void (here.primary ?? refuse(32010, "no primary")).secondaries.push(told.secondary ?? ""),
  ],
  ["sp_add_log_shipping_secondary_primary", setUpSecondary],
];

/** The copy of mgc that a statement names, which must be there and online. */
export function online({ here, target }: Sent): Copy {
  if (!here.mgc) refuse(911, `Database 'mgc' does not exist on ${target}.`);
  if (here.mgc.state !== "ONLINE") refuse(5052, "ALTER DATABASE is not permitted while a database is in this state.");
  return here.mgc;
}

function unmirrored(sent: Sent): Copy {
  const copy = online(sent);
  if (copy.role !== null) refuse(1468, "The database is involved in a database mirroring session.");
  return copy;
}

function written(sent: Sent): Copy {
  const copy = online(sent);
  if (copy.readOnly) refuse(3906, "The database is read-only.");
  return copy;
}

function partnerOff({ world, here, target }: Sent): void {
  const copy = here.mgc ?? refuse(911, `Database 'mgc' does not exist on ${target}.`);
  if (copy.role === null) refuse(1416, "The database is not configured for database mirroring.");
  const other = copy.partner === null ? null : (world.at.get(copy.partner)?.mgc ?? null);
  for (const half of [copy, other]) if (half) Object.assign(half, unmirroredHalf);
}

const unmirroredHalf = { role: null, mirroring: null, partner: null, witness: null };

/** The partner's copy stays RESTORING. */
function complianceOff({ world, here }: Sent): void {
  const own = here.mgccomp;
  if (!own || own.role === null) refuse(1416, "The database is not configured for database mirroring.");
  const other = own.partner === null ? null : (world.at.get(own.partner)?.mgccomp ?? null);
  for (const half of [own, other]) if (half) Object.assign(half, unmirroredHalf);
}

function setWitness({ world, here, text, told }: Sent): void {
  const database = text.includes("[mgccomp]") ? "mgccomp" : "mgc";
  const own = here[database];
  if (!own || own.role === null) refuse(1416, "The database is not configured for database mirroring.");
  if (own.role !== "PRINCIPAL") refuse(1470, "This may only be initiated on the current principal server.");
  if (!world.witness.up) refuse(1456, "The ALTER DATABASE command could not be sent to the remote server instance.");
  const other = own.partner === null ? null : (world.at.get(own.partner)?.[database] ?? null);
  for (const half of [own, other]) if (half) half.witness = told.witness ?? null;
}

function swap({ world, here, target }: Sent): void {
  const copy = here.mgc;
  const other = copy?.partner ? (world.at.get(copy.partner)?.mgc ?? null) : null;
  if (copy?.role !== "PRINCIPAL" || !other) refuse(1416, `mgc on ${target} is no principal.`);
  if (world.clock.monotonicMs() < copy.inStepAt) refuse(1422, "The mirror server instance is not caught up.");
  swapRoles(world, copy, other);
}

/** Principal and mirror change places, and are in step again a moment later. */
export function swapRoles({ clock }: Pick<FailbackWorld, "clock">, copy: Copy, other: Copy): void {
  const inStepAt = clock.monotonicMs() + 2_000;
  Object.assign(copy, { role: "MIRROR", state: "RESTORING", mirroring: "SYNCHRONIZING", inStepAt });
  Object.assign(other, { role: "PRINCIPAL", state: "ONLINE", mirroring: "SYNCHRONIZING", inStepAt });
}

function dropCopy({ here, target }: Sent): void {
  if (!here.mgc) refuse(3701, `Cannot drop the database 'mgc' on ${target}: it does not exist.`);
  if (here.mgc.role !== null) refuse(3743, "The database is enabled for database mirroring.");
  here.mgc = null;
}

function setJob({ here, told }: Sent, enabled: number): void {
  const job = here.jobs.get(told.job ?? "") ?? refuse(14262, `The specified @job_name ('${told.job}') does not exist.`);
  job.enabled = enabled;
}

function deletePrimary({ here }: Sent): void {
  if (!here.primary) refuse(32010, "Database mgc does not exist as log shipping primary.");
  if (here.primary.secondaries.length > 0) refuse(32011, "Primary Database mgc has active log shipping secondaries.");
  here.jobs.delete(here.primary.told.backupJob ?? "");
  here.primary = null;
}

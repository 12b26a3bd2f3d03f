import { InstanceCatalog } from "#lab/sql-server/catalog/catalog.ts";
import type { Catalog } from "#lab/sql-server/contract.ts";
import { AppLocks } from "./app-locks.ts";
import type { Place } from "./places.ts";
import { newerThan, type Product, usualProduct } from "./products.ts";
import { type Opening, type OpenSession, SessionTable } from "./sessions.ts";
import type { DatabaseState, InstanceState, Row, SiteKey } from "./state.ts";
import type { World } from "./world.ts";

/** One SQL Server instance: its data (plain state) and who is connected to it. */
export class InstanceWorld {
  readonly sessions = new SessionTable();
  readonly locks = new AppLocks();
  readonly catalog: Catalog;
  /** Where the listener listens; helper of the lab process sets it. */
  port = 0;
  readonly place: Place;
  readonly state: InstanceState;
  readonly world: World;

  constructor(world: World, place: Place, state: InstanceState) {
    this.world = world;
    this.place = place;
    this.state = state;
    this.catalog = new InstanceCatalog(this);
    this.sessions.onEnd((spid) => this.locks.releaseAll(spid));
  }

  get name(): string {
    return this.place.name;
  }
  get host(): string {
    return this.place.host;
  }
  get site(): SiteKey {
    return this.place.site;
  }

  /** The process runs: its site has power and nobody has stopped it. */
  get up(): boolean {
    const { siteUp, faults } = this.world;
    return siteUp[this.site] && !faults.has(`instance-stopped:${this.name}`);
  }
  get refusingLogins(): boolean {
    return this.world.faults.has(`refusing-logins:${this.name}`);
  }
  /** Somebody upgraded this instance alone: what it backs up, the others cannot restore. */
  get newer(): boolean {
    return this.world.faults.has(`newer-version:${this.name}`);
  }
  /** Version and edition as they are now. */
  get product(): Product {
    const own = this.state.product ?? usualProduct;
    return this.newer ? newerThan(own) : own;
  }
  /** On its data volume, D:. */
  get freeBytes(): bigint {
    return this.world.faults.has(`disk-full:${this.name}`) ? 0n : 120n * 1_073_741_824n;
  }
  /** Its service is paused: who is in stays in, nobody else comes in. */
  get paused(): boolean {
    return this.world.faults.has(`paused:${this.name}`);
  }
  /** SQL Server Agent is stopped: no job starts, and what ran has ended. */
  get agentStopped(): boolean {
    return this.world.faults.has(`agent-stopped:${this.name}`);
  }
  /** Its mirroring endpoint is stopped: no partner reaches it. */
  get endpointStopped(): boolean {
    return this.world.faults.has(`endpoint-stopped:${this.name}`);
  }
  /** Every request takes this much longer. */
  get delayMs(): number {
    return this.world.faults.has(`slow:${this.name}`) ? 2000 : 0;
  }
  /** Alive for its own site, and for nobody outside it. */
  get cutOff(): boolean {
    return this.site === "home" && this.world.faults.has("home-half-alive");
  }
  /** Packets vanish: neither an answer nor a refusal. */
  get blackHoled(): boolean {
    return this.cutOff || this.world.faults.has(`black-holed:${this.name}`);
  }

  /** It has no encryption to offer but that of the login. */
  get encryptsLoginOnly(): boolean {
    return this.world.faults.has(`encrypts-login-only:${this.name}`);
  }

  openSession(at: Opening): OpenSession {
    return this.sessions.open(at, this.localNow());
  }

  /** Its own clock, which a fault sets half an hour wrong. */
  utcNow(): Date {
    const { faults, clock } = this.world;
    const minutes =
      (faults.has(`clock-ahead:${this.name}`) ? 30 : 0) - (faults.has(`clock-behind:${this.name}`) ? 30 : 0);
    return new Date(clock.now().getTime() + minutes * 60_000);
  }
  /** Wall clock of both sites: UTC+1, in summer UTC+2. */
  localNow(): Date {
    return new Date(this.utcNow().getTime() + this.world.utcOffsetMs);
  }

  database(name: string): DatabaseState | null {
    return this.state.databases[name.toLowerCase()] ?? null;
  }
  databases(): readonly DatabaseState[] {
    return Object.values(this.state.databases).sort((a, b) => a.id - b.id);
  }

  msdb(table: string): Row[] {
    const rows = this.state.msdb[table] ?? [];
    this.state.msdb[table] = rows;
    return rows;
  }
  dropMsdbRows(table: string, match: (row: Row) => boolean): number {
    const rows = this.msdb(table);
    const kept = rows.filter((row) => !match(row));
    const dropped = rows.length - kept.length;
    this.state.msdb[table] = kept;
    return dropped;
  }

  nextId(): number {
    this.state.nextId += 1;
    return this.state.nextId;
  }
}

import { answerCmdlet } from "#lab/powershell/answer-cmdlet.ts";
import type { CmdletReply, CmdletRequest } from "#lab/powershell/reply.ts";
import { isSame } from "./is-same.ts";
import type { LyncPort } from "./lync-port.ts";
import { replicate } from "./lync-replication.ts";
import type { LyncSqlPort } from "./lync-sql-port.ts";
import { healthyState, type LyncState, type PoolSettings, type PoolState, type WindowsService } from "./lync-state.ts";
import { contosoTopology, type LyncTopology } from "./lync-topology.ts";

export type LyncWorldOptions = {
  readonly sql: LyncSqlPort;
  readonly faults: ReadonlySet<string>;
  readonly nowMs: number;
  readonly topology?: LyncTopology;
};

/** The Lync or Skype for Business side of the lab: Central Management store, replicas, services, cmdlets. */
export class LyncWorld implements LyncPort {
  readonly topology: LyncTopology;
  readonly sql: LyncSqlPort;
  readonly faults: ReadonlySet<string>;
  readonly state: LyncState;

  constructor(options: LyncWorldOptions, state?: LyncState) {
    this.topology = options.topology ?? contosoTopology;
    this.sql = options.sql;
    this.faults = options.faults;
    this.state = state ?? healthyState(this.topology, options.nowMs);
  }

  /** `json` is what toJSON gave, after a trip through the disk. */
  static from(json: LyncState, options: LyncWorldOptions): LyncWorld {
    return new LyncWorld(options, structuredClone(json));
  }

  toJSON(): LyncState {
    return structuredClone(this.state);
  }

  /** Kept in world.json, given back to from(). */
  saved(): LyncState {
    return this.toJSON();
  }

  tick(now: Date): void {
    const siteUp = this.sql.siteUp();
    this.state.nowMs = now.getTime();
    for (const site of ["home", "other"] as const) this.#powerSite(site, siteUp[site]);
    replicate(this.state, {
      isMasterAlive: this.isManagementStoreAlive(),
      isReachable: (fqdn) => this.isReachable(fqdn) && this.service(fqdn, "REPLICA")?.status === "Running",
      isStuck: this.faults.has("replicas-stale"),
      isBehind: (fqdn) => this.faults.has(`replica-behind:${fqdn}`),
    });
  }

  /** What this server believes: its own replica, which may be older than the Central Management store. */
  seenBy(fqdn: string): { readonly poolState: PoolState; readonly activeServers: readonly string[] } {
    const replica = this.state.replicas.find((one) => isSame(one.fqdn, fqdn));
    return replica?.settings ?? this.state.settings;
  }

  /** Whether the chat service of this server runs. A server whose site is down runs nothing. */
  serviceRunning(fqdn: string): boolean {
    return this.#isPowered(fqdn) && this.service(fqdn, "RTCCHAT")?.status === "Running";
  }

  /** Whether the compliance service of this server runs. */
  adapterRunning(fqdn: string): boolean {
    return this.#isPowered(fqdn) && this.service(fqdn, "RTCCOMP")?.status === "Running";
  }

  isManagementStoreAlive(): boolean {
    return !this.faults.has("management-store-dead") && this.state.siteUp[this.topology.managementMaster.site];
  }

  isReachable(fqdn: string): boolean {
    const isCutOff = this.faults.has("home-half-alive") && this.#computer(fqdn)?.site === "home";
    return this.#isPowered(fqdn) && !isCutOff;
  }

  service(fqdn: string, name: string): WindowsService | undefined {
    const entry = Object.entries(this.state.services).find(([key]) => isSame(key, fqdn));
    return entry?.[1].find((one) => isSame(one.name, name));
  }

  /** One change of the Central Management store; replicas take it later, in tick. */
  change(settings: Partial<Omit<PoolSettings, "version">>): void {
    this.state.settings = { ...this.state.settings, ...settings, version: this.state.settings.version + 1 };
    this.state.changedAtMs = this.state.nowMs;
  }

  /** Answers one cmdlet as the management shell would, faults included. */
  invoke(cmdlet: string, parameters: CmdletRequest["parameters"], whatIf = false): Promise<CmdletReply> {
    return this.answer({ cmdlet, parameters, whatIf });
  }

  answer(request: CmdletRequest): Promise<CmdletReply> {
    return answerCmdlet(this, request);
  }

  #computer(fqdn: string) {
    return [...this.topology.chatServers, ...this.topology.frontEnds].find((one) => isSame(one.fqdn, fqdn));
  }

  #isPowered(fqdn: string): boolean {
    const computer = this.#computer(fqdn);
    return computer !== undefined && this.state.siteUp[computer.site];
  }

  #powerSite(site: "home" | "other", isUp: boolean): void {
    if (this.state.siteUp[site] === isUp) return;
    this.state.siteUp[site] = isUp;
    const computers = [...this.topology.chatServers, ...this.topology.frontEnds].filter((one) => one.site === site);
    for (const { fqdn } of computers) {
      for (const service of this.state.services[fqdn] ?? []) {
        const starts = isUp && service.startType === "Automatic" && !this.faults.has(`service-will-not-start:${fqdn}`);
        service.status = starts ? "Running" : "Stopped";
      }
    }
  }
}

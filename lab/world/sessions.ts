import type { Session } from "#lab/sql-server/contract.ts";

export type Opening = {
  readonly login: string;
  readonly hostName: string;
  readonly programName: string;
  readonly database: string;
};
export type OpenSession = { readonly session: Session; end(): void };
export type RunningRequest = { command: string; percent: number; database: string; startedAtMs: number; text: string };

/** Who is connected to one instance. The listener opens and ends; KILL aborts the session's signal. */
export class SessionTable {
  readonly #open = new Map<number, { session: Session; kill: AbortController; user: boolean }>();
  readonly #requests = new Map<number, RunningRequest>();
  readonly #onEnd = new Set<(spid: number) => void>();

  open(at: Opening, now: Date): OpenSession {
    let spid = 51;
    while (this.#open.has(spid)) spid += 1;
    const kill = new AbortController();
    const session: Session = { ...at, spid, loginTime: now, signal: kill.signal, state: new Map() };
    this.#open.set(spid, { session, kill, user: true });
    return { session, end: () => this.end(spid, session) };
  }

  end(spid: number, session?: Session): void {
    const found = this.#open.get(spid);
    if (!found || (session && found.session !== session)) return;
    this.#open.delete(spid);
    this.#requests.delete(spid);
    for (const listener of this.#onEnd) listener(spid);
  }

  /** False when nobody has that number. The session is gone at once; its request sees the signal. */
  kill(spid: number): boolean {
    const found = this.#open.get(spid);
    if (!found) return false;
    found.kill.abort(new Error("killed"));
    this.end(spid);
    return true;
  }

  killAll(): void {
    for (const spid of [...this.#open.keys()]) this.kill(spid);
  }

  onEnd(listener: (spid: number) => void): void {
    this.#onEnd.add(listener);
  }

  all(): readonly Session[] {
    return [...this.#open.values()].map((entry) => entry.session).sort((a, b) => a.spid - b.spid);
  }

  inDatabase(name: string, except?: number): readonly Session[] {
    return this.all().filter((s) => s.spid !== except && s.database.toLowerCase() === name.toLowerCase());
  }

  begin(spid: number, request: RunningRequest): void {
    this.#requests.set(spid, request);
  }

  finish(spid: number): void {
    this.#requests.delete(spid);
  }

  request(spid: number): RunningRequest | null {
    return this.#requests.get(spid) ?? null;
  }
}

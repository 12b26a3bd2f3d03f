/** sp_getapplock with owner Session and mode Exclusive: one holder per resource and database, counted. */
export class AppLocks {
  readonly #held = new Map<string, { spid: number; count: number; database: string; resource: string }>();

  take(spid: number, at: { readonly database: string; readonly resource: string }): boolean {
    const key = `${at.database}|${at.resource}`.toLowerCase();
    const holder = this.#held.get(key);
    if (holder && holder.spid !== spid) return false;
    this.#held.set(key, { spid, count: (holder?.count ?? 0) + 1, ...at });
    return true;
  }

  release(spid: number, at: { readonly database: string; readonly resource: string }): boolean {
    const key = `${at.database}|${at.resource}`.toLowerCase();
    const holder = this.#held.get(key);
    if (!holder || holder.spid !== spid) return false;
    if (holder.count <= 1) this.#held.delete(key);
    else holder.count -= 1;
    return true;
  }

  releaseAll(spid: number): void {
    for (const [key, holder] of [...this.#held]) if (holder.spid === spid) this.#held.delete(key);
  }

  all(): readonly { readonly spid: number; readonly database: string; readonly resource: string }[] {
    return [...this.#held.values()];
  }
}

type Holder = { readonly spid: number; count: number; readonly isShared: boolean };
type Lock = { readonly database: string; readonly resource: string; holders: Holder[] };
type At = { readonly database: string; readonly resource: string };

/** sp_getapplock with owner Session, Exclusive or Shared; each holder's locks are counted. */
export class AppLocks {
  readonly #held = new Map<string, Lock>();

  take(spid: number, at: At & { readonly isShared?: boolean }): boolean {
    const key = `${at.database}|${at.resource}`.toLowerCase();
    const lock = this.#held.get(key) ?? { database: at.database, resource: at.resource, holders: [] };
    const isShared = at.isShared ?? false;
    const inTheWay = lock.holders.some((holder) => holder.spid !== spid && !(isShared && holder.isShared));
    if (inTheWay) return false;
    const own = lock.holders.find((holder) => holder.spid === spid && holder.isShared === isShared);
    if (own) own.count += 1;
    else lock.holders.push({ spid, count: 1, isShared });
    this.#held.set(key, lock);
    return true;
  }

  release(spid: number, at: At): boolean {
    const key = `${at.database}|${at.resource}`.toLowerCase();
    const lock = this.#held.get(key);
    const own = lock?.holders.findLast((holder) => holder.spid === spid);
    if (!lock || !own) return false;
    own.count -= 1;
    this.#keep(key, lock, (holder) => holder.count > 0);
    return true;
  }

  releaseAll(spid: number): void {
    for (const [key, lock] of [...this.#held]) this.#keep(key, lock, (holder) => holder.spid !== spid);
  }

  all(): readonly { readonly spid: number; readonly database: string; readonly resource: string }[] {
    return [...this.#held.values()].flatMap(({ database, resource, holders }) =>
      holders.map(({ spid }) => ({ spid, database, resource })),
    );
  }

  #keep(key: string, lock: Lock, stays: (holder: Holder) => boolean): void {
    lock.holders = lock.holders.filter(stays);
    if (lock.holders.length === 0) this.#held.delete(key);
  }
}

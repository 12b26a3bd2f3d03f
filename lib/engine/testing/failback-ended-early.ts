import { blank, type FailbackWorld, homeServers, otherMirror } from "./failback-world.ts";
import { home, target as other } from "./fake-pool.ts";

/** A failback that a person ended once chat was at home: the other copy read-only, nothing shipped, a leftover of its mirror. */
export function endedEarly(world: FailbackWorld): void {
  const [a, b, o, m] = [home[0], home[1], other, otherMirror].map((name) => world.at.get(name));
  if (!a?.mgc || !b?.mgc || !o?.mgc || !m?.mgc) throw new Error("the world is not whole");
  for (const here of [a, b]) {
    here.primary = null;
    here.jobs.clear();
  }
  const messages = [...o.mgc.messages, "n3"];
  const one = { messages, lsn: 120, chain: 119, fork: "AAAAAAAA-0000-0000-0000-000000000003" };
  Object.assign(a.mgc, { ...one, state: "ONLINE", readOnly: false });
  Object.assign(b.mgc, { ...one, messages: [...messages] });
  Object.assign(o.mgc, { readOnly: true, role: null, mirroring: null, partner: null });
  m.mgc = blank({ ...o.mgc, state: "RESTORING", readOnly: false });
  world.poolState = "Normal";
  world.active = [...homeServers];
}

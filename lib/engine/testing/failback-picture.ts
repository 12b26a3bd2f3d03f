import type { FailbackWorld } from "./failback-world.ts";

/** Everything that stays on the servers, without what differs from run to run: guids, log positions, times. */
export function failbackPicture(world: FailbackWorld) {
  const instances = [...world.at].map(([name, i]) => ({
    name,
    mgc: i.mgc && {
      state: i.mgc.state,
      readOnly: i.mgc.readOnly,
      role: i.mgc.role,
      messages: i.mgc.messages,
      owner: i.mgc.owner,
      options: [i.mgc.trustworthy, i.mgc.chaining],
    },
    witness: i.mgc?.witness,
    drill: i.drill?.state ?? null,
    mgccomp: i.mgccomp,
    jobs: [...i.jobs].map(([job, { enabled }]) => [job, enabled]),
    primary: i.primary && [i.primary.told, i.primary.secondaries],
    secondary: i.secondary?.told ?? null,
    sessions: i.sessions,
    written: [...i.written],
  }));
  const files = [...world.files].map(([path, file]) => [path, file.copy.messages]);
  return { instances, files, services: [...world.services], state: world.poolState, active: world.active };
}

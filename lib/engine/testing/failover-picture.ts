import type { FakeServers } from "./fake-servers.ts";

/** Everything that stays on the servers, without the times of this run. */
export function failoverPicture(servers: FakeServers) {
  const { databases, share, copyFolder, services, backups, applied, sessions, isSecondary, poolState, active } =
    servers;
  const jobs = [...servers.jobs].map(([name, job]) => [name, job.enabled, job.ends.length]);
  return {
    databases: [...databases],
    share: [...share.keys()],
    copyFolder: [...copyFolder.keys()].sort(),
    services: [...services],
    backups: [...backups],
    applied: [...applied],
    sessions,
    isSecondary,
    poolState,
    active,
    jobs,
  };
}

import type { Duty, Pool } from "./pool.ts";

export type PoolProblem = { readonly path: readonly (string | number)[]; readonly rule: string };

/** What the shape alone cannot say: names once, active servers in their site, a home A and an other A, no log-shipping secondary on home's pair. */
export function poolProblems(pool: Pool): readonly PoolProblem[] {
  const problems: PoolProblem[] = [];
  pool.instances.forEach((instance, i) => {
    if (pool.instances.findIndex((o) => o.name.toLowerCase() === instance.name.toLowerCase()) !== i) {
      problems.push({ path: ["instances", i, "name"], rule: `${instance.name} is listed twice` });
    }
    const wrongSite = instance.duties.find(
      (d) => (d.startsWith("home") && instance.site !== "home") || (d.startsWith("other") && instance.site !== "other"),
    );
    if (wrongSite)
      problems.push({
        path: ["instances", i, "duties"],
        rule: `${instance.name} stands in ${instance.site} and cannot be ${wrongSite}`,
      });
  });
  for (const duty of ["home A", "other A"] satisfies Duty[]) {
    const holders = pool.instances.filter((i) => i.duties.includes(duty));
    if (holders.length !== 1)
      problems.push({ path: ["instances"], rule: `exactly one instance must be ${duty}; ${holders.length} are` });
  }
  pool.chatServers.forEach((server, i) => {
    if (pool.chatServers.findIndex((o) => o.fqdn.toLowerCase() === server.fqdn.toLowerCase()) !== i) {
      problems.push({ path: ["chatServers", i, "fqdn"], rule: `${server.fqdn} is listed twice` });
    }
  });
  for (const [key, site] of [
    ["activeInOther", "other"],
    ["activeInHome", "home"],
  ] as const) {
    pool[key].forEach((fqdn, i) => {
      if (!pool.chatServers.some((s) => s.fqdn === fqdn && s.site === site))
        problems.push({ path: [key, i], rule: `${fqdn} is no chat server of the ${site} site` });
    });
  }
  if (pool.consoleStandsIn === "home")
    problems.push({
      path: ["consoleStandsIn"],
      rule: "the console must not stand in the home site: it would be lost with it",
    });
  return problems;
}

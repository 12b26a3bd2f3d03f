import type { DraftProblem } from "#lib/domain/topology/draft.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { TopologyContext } from "./topology-context.ts";

/** With a login that nobody sealed the pool could not be taken up. */
export function missingCredentials({ topology }: TopologyContext, pool: Pool): readonly DraftProblem[] {
  const sealed = new Set(topology.credentials());
  const used = pool.instances.flatMap(({ credential }, place) =>
    (typeof credential === "string" ? [credential] : Object.values(credential)).map((name) => ({
      name,
      path: `instances.${place}.credential`,
    })),
  );
  const mail = pool.mail?.credential === undefined ? [] : [{ name: pool.mail.credential, path: "mail.credential" }];
  return [...used, ...mail]
    .filter(({ name }) => !sealed.has(name))
    .map(({ name, path }) => ({ path, kind: "wrong", rule: `the credentials file holds no credential ${name}` }));
}

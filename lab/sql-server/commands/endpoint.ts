import type { StatementHandler } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { refuse } from "#lab/world/refuse.ts";
import { TokenReader } from "./reader.ts";

/** CREATE ENDPOINT name STATE = STARTED AS TCP (…) FOR DATABASE_MIRRORING (…): the only kind the lab has, on the usual port. */
export function createEndpoint(instance: InstanceWorld): StatementHandler {
  return async function* (call) {
    const reader = new TokenReader(call);
    reader.expect("CREATE", "ENDPOINT");
    const name = reader.name();
    const words = call.tokens.map((token) => token.text.toUpperCase());
    const port = words[words.indexOf("LISTENER_PORT") + 2];
    if (
      !words.includes("DATABASE_MIRRORING") ||
      !words.includes("STARTED") ||
      (port !== undefined && port !== "5022")
    ) {
      instance.catalog.unsupported(`CREATE ENDPOINT ${name}`);
      throw refuse(
        50001,
        "The simulated server implements CREATE ENDPOINT for DATABASE_MIRRORING on port 5022, started, and no other.",
      );
    }
    if (instance.state.hasEndpoint)
      throw refuse(
        7862,
        "An endpoint of the requested type already exists.  Only one endpoint of this type is supported.  Use ALTER ENDPOINT or DROP the existing endpoint and execute the CREATE ENDPOINT statement.",
      );
    instance.state.hasEndpoint = true;
  };
}

import type { CmdletReply } from "#lab/powershell/reply.ts";
import { answerShellRequest } from "#lab/powershell/shell-port.ts";
import type { Execute, SqlValue } from "#lab/sql-server/contract.ts";
import { execute } from "#lab/sql-server/sql/execute.ts";
import { innerScopeKey } from "#lab/sql-server/sql/runtime.ts";
import type { World } from "#lab/world/world.ts";
import type { WireLog } from "./wire-log.ts";

/** The server behind one instance's door, with every request written down before it begins. */
export function wiredExecute(wire: WireLog, target: string): Execute {
  return async function* (catalog, session, text, parameters) {
    const entry = await wire.begin(
      {
        kind: session.state.get(innerScopeKey) === true ? "rpc" : "batch",
        target,
        login: session.login,
        program: session.programName,
        session: session.spid,
        text,
        parameters: Object.fromEntries(parameters.map(({ name, value }) => [name.replace(/^@/, ""), plain(value)])),
      },
      new Date(),
    );
    try {
      yield* execute(catalog, session, text, parameters);
    } finally {
      await entry.end();
    }
  };
}

/** The management shell's port, likewise. */
export async function wiredShell(wire: WireLog, world: World, body: unknown): Promise<CmdletReply | null> {
  const asked = { ...(typeof body === "object" ? body : {}) } as { cmdlet?: unknown; parameters?: object };
  const entry = await wire.begin(
    {
      kind: "cmdlet",
      target: "management shell",
      login: "",
      program: "",
      session: null,
      text: String(asked.cmdlet ?? ""),
      parameters: { ...asked.parameters },
    },
    new Date(),
  );
  try {
    return await answerShellRequest(world.lync, body);
  } finally {
    await entry.end();
  }
}

function plain(value: SqlValue): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString("hex")}`;
  return value instanceof Date ? value.toISOString() : value;
}

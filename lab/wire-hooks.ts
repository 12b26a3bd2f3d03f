import { callCancelled } from "#lab/powershell/answer-cmdlet.ts";
import { recordOf } from "#lab/powershell/failure.ts";
import type { CmdletReply } from "#lab/powershell/reply.ts";
import { answerShellRequest } from "#lab/powershell/shell-port.ts";
import type { Execute, ServerEvent, SqlValue } from "#lab/sql-server/contract.ts";
import { execute } from "#lab/sql-server/sql/execute.ts";
import { innerScopeKey } from "#lab/sql-server/sql/runtime.ts";
import { breakLineKey } from "#lab/sql-server/tds/server-side.ts";
import type { World } from "#lab/world/world.ts";
import type { WireLog } from "./wire-log.ts";
import { workMs } from "./wire-strikes.ts";

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
    const breakLine = () => (session.state.get(breakLineKey) as () => void)();
    try {
      if (entry.struck === "refused") {
        yield refusal;
        return;
      }
      if (entry.struck === "lost-before" || entry.struck === "lost-during") breakLine();
      if (entry.struck === "lost-before") return;
      if (entry.struck === "lost-during") await working();
      yield* execute(catalog, session, text, parameters);
      if (entry.struck === "lost-after") breakLine();
    } finally {
      await entry.end();
    }
  };
}

const working = () => new Promise((resolve) => setTimeout(resolve, workMs));
const refusal: ServerEvent = {
  kind: "error",
  error: {
    number: 701,
    state: 123,
    class: 17,
    message: "There is insufficient system memory in resource pool 'default' to run this query.",
    line: 1,
    abort: "batch",
  },
};

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
    if (entry.struck === "refused") return shellRefusal(String(asked.cmdlet));
    if (entry.struck === "lost-before") return died;
    if (entry.struck === "lost-during") await working();
    const reply = await answerShellRequest(world.lync, body);
    return entry.struck === null ? reply : died;
  } finally {
    await entry.end();
  }
}

const died: CmdletReply = { kind: "died", exitCode: 1 };
function shellRefusal(cmdlet: string): CmdletReply {
  const error = recordOf(callCancelled(cmdlet), cmdlet);
  return { kind: "answer", ok: false, output: [], error, warnings: [], verbose: [], hostText: [] };
}

function plain(value: SqlValue): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString("hex")}`;
  return value instanceof Date ? value.toISOString() : value;
}

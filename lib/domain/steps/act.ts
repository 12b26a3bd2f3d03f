import type { Command, FileCommand, PowerShellCommand, SqlCommand } from "#lib/domain/commands/command.ts";
import type { Observed, ObservedState } from "#lib/domain/run/journal.ts";
import type { Act, ActOutcome, LiveContext } from "./step.ts";

/** What an observation says, with the facts it rests on. */
export function observed<R>(
  state: ObservedState,
  facts: Readonly<Record<string, string | number | null>>,
  result?: R,
): Observed<R> {
  const text = Object.fromEntries(Object.entries(facts).map(([k, v]) => [k, v === null ? "not known" : String(v)]));
  return result === undefined ? { state, facts: text } : { state, facts: text, result };
}

type Parts = Pick<
  Act,
  | "id"
  | "repeatable"
  | "isSmall"
  | "skip"
  | "asksWhenFoundDone"
  | "guard"
  | "onFailure"
  | "observe"
  | "undo"
  | "undoByHand"
>;

/** An act that sends one SQL command and keeps its rows. */
export function sqlAct(command: SqlCommand, parts: Parts): Act {
  return { ...parts, target: command.target, command, perform: (ctx) => sendSql(ctx, command) };
}

/** An act that runs one cmdlet and keeps what it wrote. */
export function cmdletAct(command: PowerShellCommand, parts: Parts): Act {
  return {
    ...parts,
    target: command.target,
    command,
    perform: async (ctx) => ({
      result: { output: await ctx.ports.shell.invoke(command, ctx.act) },
      sessionId: null,
      serverUtc: null,
    }),
  };
}

/** An act on files; `after` proves that the instance can read what arrived. */
export function fileAct(
  command: FileCommand,
  parts: Parts & { readonly after: (ctx: LiveContext) => Promise<Readonly<Record<string, unknown>>> },
): Act {
  const { after, ...rest } = parts;
  return {
    ...rest,
    target: command.target,
    command,
    perform: async (ctx) => {
      const copied = await ctx.ports.files.copy(command, ctx.act);
      const proof = await after(ctx);
      return {
        result: { sha256: copied.sha256, sizeBytes: copied.sizeBytes.toString(), ...proof },
        sessionId: null,
        serverUtc: null,
      };
    },
  };
}

/** An act that only reads: what it found is evidence that later acts use. Always safe to do again. */
export function evidenceAct(id: string, target: string, read: (ctx: LiveContext) => Promise<unknown>): Act {
  return {
    id,
    target,
    command: null,
    repeatable: true,
    observe: async () => observed("not-started", {}),
    perform: async (ctx) => ({ result: await read(ctx), sessionId: null, serverUtc: null }),
  };
}

/** Sends a SQL command exactly as planned. */
export async function sendSql(ctx: LiveContext, command: SqlCommand): Promise<ActOutcome> {
  const outcome = await ctx.ports.sql.execute(command, ctx.act);
  return {
    result: { rows: outcome.rows, returnValue: outcome.returnValue },
    sessionId: outcome.sessionId,
    serverUtc: outcome.serverUtc,
  };
}

/** A command in the plan whose every value is known. */
export const known = (command: Command) => ({ command, rules: {} });

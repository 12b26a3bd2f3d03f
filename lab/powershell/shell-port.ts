import type { LyncWorld } from "#lab/world/lync.ts";
import type { CmdletReply, CmdletRequest } from "./reply.ts";

/** POST <shellUrl>/cmdlet: the body as it came, the reply to send back as JSON. Null = not a cmdlet request (HTTP 400). */
export async function answerShellRequest(world: LyncWorld, body: unknown): Promise<CmdletReply | null> {
  if (typeof body !== "object" || body === null) return null;
  const { cmdlet, parameters, module, whatIf } = body as Partial<Record<keyof CmdletRequest, unknown>>;
  if (typeof cmdlet !== "string") return null;
  if (parameters !== undefined && parameters !== null && typeof parameters !== "object") return null;
  const request: CmdletRequest = {
    cmdlet,
    parameters: { ...parameters },
    whatIf: whatIf === true,
    ...(typeof module === "string" ? { module } : {}),
  };
  return world.answer(request);
}

"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { confirmIdentity } from "#lib/services/confirm-identity.ts";
import { endOwnSession } from "#lib/services/own-sessions.ts";
import { action } from "#lib/web/action.ts";

export const confirmNow = action({ input: z.object({ password: z.string().min(1).max(200) }), verb: confirmIdentity });
export const endMine = action({
  input: z.object({ sessionId: z.string().min(1).max(64) }),
  verb: endOwnSession,
  onSuccess: () => refresh(),
});

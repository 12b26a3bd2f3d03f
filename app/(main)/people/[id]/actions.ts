"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { roles } from "#lib/domain/actor.ts";
import { changePerson } from "#lib/services/change-person.ts";
import { makeLink } from "#lib/services/make-link.ts";
import { revokeSessions } from "#lib/services/revoke-sessions.ts";
import { action } from "#lib/web/action.ts";

const id = z.string().min(1).max(64);
const onSuccess = () => refresh();

/** "none" takes the role in this pool away. */
const role = z.enum([...roles, "none"]).transform((word) => (word === "none" ? null : word));

export const setRole = action({ input: z.object({ id, role }), verb: changePerson, onSuccess });
export const setDisabled = action({
  input: z.object({ id, disabled: z.enum(["yes", "no"]).transform((word) => word === "yes") }),
  verb: changePerson,
  onSuccess,
});
export const linkFor = action({ input: z.object({ id }), verb: makeLink });
/** An empty session id: all of the person's. */
export const revoke = action({
  input: z.object({
    id,
    sessionId: z
      .string()
      .max(64)
      .transform((text) => (text === "" ? null : text)),
  }),
  verb: revokeSessions,
  onSuccess,
});

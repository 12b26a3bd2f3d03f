"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { roles } from "#lib/domain/actor.ts";
import { createPerson } from "#lib/services/create-person.ts";
import { action } from "#lib/web/action.ts";

export const add = action({
  input: z.object({
    name: z.string().trim().min(1).max(100),
    email: z.email().max(200),
    role: z.enum(roles),
  }),
  verb: createPerson,
  onSuccess: ({ id }) => redirect(`/people/${id}`),
});

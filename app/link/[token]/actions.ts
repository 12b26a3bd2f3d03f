"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { followLink as follow } from "#lib/domain/people/follow-link.ts";
import { openAction } from "#lib/web/open-action.ts";

export const followLink = openAction({
  input: z.object({
    token: z.string().min(1).max(100),
    password: z.string().min(12, "at least twelve characters").max(200),
    name: z.string().trim().max(100).default(""),
    email: z.string().trim().max(200).default(""),
  }),
  verb: follow,
  onSuccess: () => redirect("/sign-in"),
});

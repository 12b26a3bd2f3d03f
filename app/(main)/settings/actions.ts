"use server";

import { z } from "zod";
import { choosePool } from "#lib/services/choose-pool.ts";
import { removePool } from "#lib/services/remove-pool.ts";
import { choosePoolHere } from "#lib/web/pool-cookie.ts";
import { topologyAction } from "#lib/web/topology-action.ts";

export const showPool = topologyAction({
  input: z.object({ fqdn: z.string().min(1).max(255) }),
  verb: choosePool,
  onSuccess: ({ fqdn }) => choosePoolHere(fqdn),
});

export const removeShown = topologyAction({
  input: z.object({
    base: z.coerce.number().int().min(1),
    why: z.string().max(500),
    typedName: z.string().max(255),
  }),
  verb: removePool,
});

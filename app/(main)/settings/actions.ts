"use server";

import { z } from "zod";
import { choosePool } from "#lib/services/choose-pool.ts";
import { choosePoolHere } from "#lib/web/pool-cookie.ts";
import { topologyAction } from "#lib/web/topology-action.ts";

export const showPool = topologyAction({
  input: z.object({ fqdn: z.string().min(1).max(255) }),
  verb: choosePool,
  onSuccess: ({ fqdn }) => choosePoolHere(fqdn),
});

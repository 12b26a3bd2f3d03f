import { z } from "zod";
import type { ServicePin } from "#lib/domain/steps/failback/pins.ts";
import type { Capture } from "#lib/domain/store-port.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";

const half = z.object({
  services: z.array(z.object({ server: z.string(), service: z.string(), status: z.string() })),
});

/** A chat or compliance service and what it was doing, in Windows' own word, while the pool was healthy. */
export type CapturedService = z.infer<typeof half>["services"][number];

/** Every captured service of both sites; null when no capture has any. Pure. */
export function capturedServices(capture: Capture | null): readonly CapturedService[] | null {
  const found = half.safeParse(capture?.halves.lync?.data);
  return found.success && found.data.services.length > 0 ? found.data.services : null;
}

/** Services of the other site's servers, which were idle then, that ran all the same; null when nobody captured it. Pure. */
export function ranInOther(capture: Capture | null, pool: Pick<Pool, "chatServers">): readonly ServicePin[] | null {
  const servers = pool.chatServers.filter((s) => s.site === "other").map((s) => s.fqdn.toLowerCase());
  const mine = capturedServices(capture)?.filter((s) => servers.includes(s.server.toLowerCase())) ?? null;
  if (mine === null || mine.length === 0) return null;
  return mine.filter((s) => s.status === "Running").map(({ server, service }) => ({ server, service }));
}

import { z } from "zod";
import { getWindowsServices } from "#lib/domain/commands/cmdlets.ts";
import type { ShellPort } from "#lib/domain/ports.ts";
import type { ServicePin } from "./pins.ts";

const row = z.object({
  Name: z.string(),
  Status: z.union([z.string(), z.number()]).transform(String),
  DisplayName: z.string().nullish(),
});

/** Status of one service by its name; null when the server has no such service. */
export async function readService(shell: ShellPort, at: ServicePin): Promise<string | null> {
  const rows = z.array(row).parse(await shell.invoke(getWindowsServices(at.server)));
  return rows.find((r) => r.Name.toLowerCase() === at.service.toLowerCase())?.Status ?? null;
}

const isCompliance = (r: z.infer<typeof row>) => /compliance/i.test(r.DisplayName ?? "") || /^RTCCPS$/i.test(r.Name);

/** The chat and compliance services of a server, discovered by display name: no document names them. Never the replica service (dba-notes 19). */
export async function discoverServices(shell: ShellPort, server: string): Promise<readonly ServicePin[]> {
  return (await readServices(shell, server)).map(({ status: _, ...pin }) => pin);
}

/** The same, with what each was doing: Running, Stopped … in Windows' own word. */
export async function readServices(
  shell: ShellPort,
  server: string,
): Promise<readonly (ServicePin & { readonly status: string })[]> {
  const rows = z.array(row).parse(await shell.invoke(getWindowsServices(server)));
  return rows
    .filter((r) => /persistent chat/i.test(r.DisplayName ?? "") || /^RTC(CHAT|CPS)$/i.test(r.Name))
    .map((r) => ({
      server,
      service: r.Name,
      status: r.Status,
      ...(isCompliance(r) ? { duty: "compliance" as const } : {}),
    }));
}

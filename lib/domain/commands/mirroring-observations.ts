import { z } from "zod";
import type { SqlPort } from "#lib/domain/ports.ts";

const sessionRow = z.object({
  role: z.string().nullable(),
  state: z.string().nullable(),
  safety: z.string().nullable(),
  partner: z.string().nullable(),
  witness: z
    .string()
    .nullable()
    .transform((name) => (name === "" ? null : name)),
  witnessState: z.string().nullable(),
});
/** Role null: not mirrored, or no such database. `witness` is its address, TCP://host:port; null when there is none. */
export type MirrorSession = z.infer<typeof sessionRow>;

/** One database's mirroring session as this instance sees it. On a mirror only sysadmin sees anything. sql-server.md C1. */
export async function readMirrorSession(
  sql: SqlPort,
  target: string,
  database: "mgc" | "mgccomp",
): Promise<MirrorSession> {
  const rows = await sql.read(
    {
      target,
      text: `SELECT m.mirroring_role_desc AS role, m.mirroring_state_desc AS state, m.mirroring_safety_level_desc AS safety,
  m.mirroring_partner_instance AS partner, m.mirroring_witness_name AS witness, m.mirroring_witness_state_desc AS witnessState
FROM sys.database_mirroring AS m WHERE m.database_id = DB_ID(@database)`,
      parameters: { database },
    },
    sessionRow,
  );
  return rows[0] ?? { role: null, state: null, safety: null, partner: null, witness: null, witnessState: null };
}

/** Whether two endpoint addresses are the same one: host names have no case. */
export const sameAddress = (a: string | null, b: string | null) => (a ?? "").toLowerCase() === (b ?? "").toLowerCase();

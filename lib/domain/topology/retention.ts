import { z } from "zod";

/** How long runs and acts of the console are kept; at least a year, or the figures and the ledger of exercised steps would miss runs. */
export const retentionSchema = z.object({ days: z.number().int().min(365).max(36_500) }).strict();

export type Retention = z.infer<typeof retentionSchema>;

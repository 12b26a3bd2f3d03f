import { createHash } from "node:crypto";
import { canonicalJson } from "#lib/domain/audit/chain.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";

/** Everything that the plan's page showed, as the text that its hash covers. Pure. */
export const viewText = (view: PlanView): string => canonicalJson(view);

/** SHA-256 over that text, hexadecimal: a run keeps it in its first record, so that what was shown before the start cannot be changed unseen. */
export const viewHash = (view: PlanView): string => createHash("sha256").update(viewText(view)).digest("hex");

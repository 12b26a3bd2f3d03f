import { answerHealth } from "#lib/web/routes/health.ts";

export const dynamic = "force-dynamic";

export { answerHealth as GET };

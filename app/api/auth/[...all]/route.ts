import { answerAuth } from "#lib/web/routes/auth.ts";

export const dynamic = "force-dynamic";

export { answerAuth as GET, answerAuth as POST };

import { answerStream } from "#lib/web/routes/stream.ts";

export const dynamic = "force-dynamic";

export { answerStream as GET };

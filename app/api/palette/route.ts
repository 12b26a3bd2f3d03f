import { answerPalette } from "#lib/web/routes/palette.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  return answerPalette();
}

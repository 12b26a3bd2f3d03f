import type { JsonAnswer, JsonHandler, JsonRequest } from "#lab/json-server.ts";
import type { World } from "#lab/world/world.ts";
import { panelPage } from "./page.ts";

/** What each form of the panel is on the control port. */
const forms: Readonly<Record<string, string>> = {
  "/panel/fault": "/faults",
  "/panel/site": "/sites",
  "/panel/scenario": "/scenario",
  "/panel/reset": "/reset",
};

/** The control port with a page for people in front of it: GET / shows it, its forms do what the JSON requests do. */
export function withPanel(control: JsonHandler, world: Pick<World, "truth" | "faults">): JsonHandler {
  const page = (status: number, refused: string | null): JsonAnswer => {
    const html = panelPage({ truth: world.truth(), on: [...world.faults].sort(), refused });
    return { status, body: null, html };
  };
  return async (request) => {
    if (request.method === "GET" && request.path === "/") return page(200, null);
    const path = request.method === "POST" ? forms[request.path] : undefined;
    if (path === undefined) return control(request);
    const answer = await control({ method: "POST", path, body: asJson(request) });
    if (answer.status < 400) return { status: 303, body: { ok: true }, location: "/" };
    const { error } = { error: "no reason given", ...(answer.body as object) };
    return page(answer.status, String(error));
  };
}

/** The texts true and false of a form are flags. */
function asJson({ body }: JsonRequest): object {
  const flags: Readonly<Record<string, boolean>> = { true: true, false: false };
  return Object.fromEntries(
    Object.entries({ ...(body as object) }).map(([name, value]) => [name, flags[String(value)] ?? value]),
  );
}

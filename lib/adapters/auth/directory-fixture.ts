import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

export type TestDirectory = { readonly issuer: string; readonly close: () => Promise<void> };

/** A real OpenID Connect provider on loopback. Who signs in as "anna" is Anna, in the groups given for her. */
export async function startDirectory(options: {
  readonly redirectUri: string;
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly port?: number;
}): Promise<TestDirectory> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "console", client_secret: "client-secret", redirect_uris: [options.redirectUri] }],
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
    cookies: { keys: ["a-key-of-a-test"] },
    findAccount: (_ctx: unknown, id: string) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: `${id} of the directory`,
        email: `${id}@contoso.local`,
        email_verified: true,
        groups: options.groups[id] ?? [],
      }),
    }),
  });
  server.on("request", provider.callback());
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { issuer, close };
}

/** Walks through the provider's own pages as a browser would, until it sends somewhere else. Gives that address. */
export async function walkThrough(start: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  const ask = async (url: string, form?: Record<string, string>) => {
    const answer = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...jar].map((pair) => pair.join("=")).join("; ") },
      ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split(/=(.*)/s);
      jar.set(name, value);
    }
    return answer;
  };
  let url = start;
  for (let hop = 0; hop < 15; hop += 1) {
    if (new URL(url).origin !== new URL(start).origin) return url;
    const page = await ask(url);
    const to = page.headers.get("location");
    if (to !== null) {
      url = new URL(to, url).href;
      continue;
    }
    const text = await page.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1] ?? "";
    const action = /action="([^"]+)"/.exec(text)?.[1] ?? "";
    const answer = await ask(new URL(action, url).href, { prompt, login, password: "any" });
    url = new URL(answer.headers.get("location") ?? "", url).href;
  }
  throw new Error(`the provider did not come to an end; last: ${url}`);
}

import type { IncomingHttpHeaders } from "node:http";

const own = /^(?:127\.0\.0\.1|localhost|\[::1\]):(\d+)$/i;

/**
 * Why a request is not the lab's business, or null. A page of another origin that is open in the same browser must not
 * set faults (its Origin tells) nor read the truth under a name of its own (its Host tells).
 */
export function whyRefused(headers: IncomingHttpHeaders, port: number): string | null {
  const { host = "", origin, "sec-fetch-site": site } = headers;
  if (own.exec(host)?.[1] !== String(port)) return `the lab answers to 127.0.0.1:${port} only, not to "${host}"`;
  if (origin !== undefined && origin !== `http://${host}`) return `a page of ${origin} may not speak to the lab`;
  if (site !== undefined && site !== "same-origin" && site !== "none")
    return "a page of another origin may not speak to the lab";
  return null;
}

import { getSessionCookie } from "better-auth/cookies";
import { type NextRequest, NextResponse } from "next/server";
import { signInPath } from "#lib/domain/own-path.ts";

const open = ["/sign-in", "/link", "/api/auth", "/api/health"];
/** Forms are small; what is larger is refused before anything reads it. */
const bodyLimitBytes = 128 * 1024;

/**
 * First look at every request: refuses foreign origins and large bodies, sends who has no session cookie to /sign-in, and
 * sets the content policy (the other headers: next.config.js). Pages and verbs check again.
 */
export function proxy(request: NextRequest): NextResponse {
  if (isForeign(request)) return refuse(403, "foreign-origin");
  const tooLarge = bodyProblem(request);
  if (tooLarge !== null) return tooLarge;
  const { pathname } = request.nextUrl;
  const isOpen = open.some((path) => pathname === path || pathname.startsWith(`${path}/`));
  if (!isOpen && getSessionCookie(request) === null) return turnAway(request);
  const nonce = btoa(crypto.randomUUID());
  const policy = contentPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-wanted", wanted(request));
  headers.set("content-security-policy", policy); // Next.js reads the nonce from it
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { matcher: ["/((?!_next/static|_next/image|favicon.ico|icon).*)"] };

/**
 * Another site's page asks: with a form, a script or a stream. A link that a person follows (a plain GET of a page) is let
 * through, and changes nothing. Browsers set both headers themselves; who is no browser holds no cookie of a victim.
 */
function isForeign(request: NextRequest): boolean {
  const isRead = request.method === "GET" || request.method === "HEAD";
  const { pathname } = request.nextUrl;
  // A directory sends people back by a link of its own; the state cookie says whether we had sent them there.
  const isLink = !pathname.startsWith("/api/") || pathname === "/api/auth/callback/oidc";
  if (isRead && isLink) return false;
  const origin = request.headers.get("origin");
  if (origin !== null)
    return hostOf(origin) !== (request.headers.get("x-forwarded-host") ?? request.headers.get("host"));
  const site = request.headers.get("sec-fetch-site");
  return site === "cross-site" || (site === "same-site" && !isRead);
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function bodyProblem(request: NextRequest): NextResponse | null {
  const length = request.headers.get("content-length");
  if (length !== null) return Number(length) <= bodyLimitBytes ? null : refuse(413, "too-large");
  return request.headers.has("transfer-encoding") ? refuse(411, "length-required") : null;
}

function refuse(status: number, code: string): NextResponse {
  return NextResponse.json({ code }, { status });
}

/** The page that was asked for; a change of page inside the browser asks with a parameter of its own. */
function wanted({ nextUrl }: NextRequest): string {
  const asked = new URLSearchParams(nextUrl.search);
  asked.delete("_rsc");
  return asked.size === 0 ? nextUrl.pathname : `${nextUrl.pathname}?${asked}`;
}

function turnAway(request: NextRequest): NextResponse {
  if (request.nextUrl.pathname.startsWith("/api/")) return refuse(401, "not-allowed");
  return NextResponse.redirect(new URL(signInPath(wanted(request)), request.url));
}

function contentPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'", // widths of bars; an attribute cannot load, select or read anything
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

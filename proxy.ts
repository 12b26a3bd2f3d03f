import { getSessionCookie } from "better-auth/cookies";
import { type NextRequest, NextResponse } from "next/server";

const open = ["/sign-in", "/api/auth", "/api/health"];

/** Sends who has no session cookie to /sign-in and sets the security headers. Pages and verbs check again. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  const isOpen = open.some((path) => pathname === path || pathname.startsWith(`${path}/`));
  if (!isOpen && getSessionCookie(request) === null) return turnAway(request);
  const nonce = btoa(crypto.randomUUID());
  const policy = contentPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy); // Next.js reads the nonce from it
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return secured(response);
}

export const config = { matcher: ["/((?!_next/static|_next/image|favicon.ico|icon).*)"] };

function turnAway(request: NextRequest): NextResponse {
  if (request.nextUrl.pathname.startsWith("/api/")) {
    return secured(NextResponse.json({ code: "not-allowed" }, { status: 401 }));
  }
  const target = new URL("/sign-in", request.url);
  return secured(NextResponse.redirect(target));
}

function secured(response: NextResponse): NextResponse {
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=()");
  return response;
}

function contentPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const lifeSeconds = 180 * 86_400;

function nameFor(email: string): string {
  return `known-device-${createHash("sha256").update(email.trim().toLowerCase()).digest("hex").slice(0, 12)}`;
}

function sealOf(secret: string, id: string, email: string): Buffer {
  return createHmac("sha256", secret).update(`known-device ${id} ${email.trim().toLowerCase()}`).digest();
}

/** The device's id from a request's cookies, if the console itself once gave it for this account; else null. */
export function knownDevice(secret: string, cookies: string, email: string): string | null {
  const [id, seal] = new RegExp(`(?:^|; )${nameFor(email)}=([\\w-]+)\\.([\\w-]+)`).exec(cookies)?.slice(1) ?? [];
  if (id === undefined || seal === undefined) return null;
  const [given, wanted] = [Buffer.from(seal, "base64url"), sealOf(secret, id, email)];
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? id : null;
}

/** A cookie by which this browser is known for this account from now on. It opens nothing: the password is still asked. */
export function deviceCookie(secret: string, email: string, options: { readonly isSecure: boolean }): string {
  const id = randomBytes(12).toString("base64url");
  const seal = sealOf(secret, id, email).toString("base64url");
  const secure = options.isSecure ? "; Secure" : "";
  return `${nameFor(email)}=${id}.${seal}; Max-Age=${lifeSeconds}; Path=/api/auth; HttpOnly; SameSite=Strict${secure}`;
}

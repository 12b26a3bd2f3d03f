import { cookies } from "next/headers";

const yearSeconds = 31_536_000;

/** Keeps in this browser at which pool it looks. Whoever has no role there sees another one's. */
export async function choosePoolHere(fqdn: string): Promise<void> {
  (await cookies()).set("pool", fqdn, { maxAge: yearSeconds, sameSite: "lax", httpOnly: true, path: "/" });
}

/** What a console's own address must not hold: another host, a way to the routes, or the sign-in itself. */
const forbidden = /^\/(?:[/\\]|api(?:\/|$)|sign-in(?:[/?]|$)|link(?:\/|$))|[\\\s]/;

/** An address of a page of this console, to go to after the sign-in; "/" for everything else. Pure. */
export function ownPath(asked: unknown): string {
  if (typeof asked !== "string" || !asked.startsWith("/") || asked.length > 500 || forbidden.test(asked)) return "/";
  return asked;
}

/** Where somebody signs in who wanted to see a page. Pure. */
export function signInPath(wanted: string): string {
  const path = ownPath(wanted);
  return path === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(path)}`;
}

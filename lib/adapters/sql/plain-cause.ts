/**
 * What kept a line to SQL Server from coming up or staying up, and what to look at: "127.0.0.1:1433 refuses connections. Is SQL
 * Server started, and is this its port?" Null where the driver's own words say it best. Pure.
 */
export function plainCause(error: unknown): string | null {
  const messages = messagesOf(error);
  const said = messages.join(" ");
  const at = /Failed to connect to (\S+?)(?: - | in |$)/.exec(said)?.[1] ?? "its address";
  const codes = new Set(said.match(/\bE[A-Z]{4,}\b/g) ?? []);
  if (codes.has("ENOTFOUND") || /EAI_AGAIN/.test(said))
    return `the name in ${at} is not known. Is it right, and does DNS answer?`;
  if (/Failed to connect to \S+ in \d+ms/.test(said) || codes.has("ETIMEDOUT"))
    return `${at} does not answer. Is the server up, and is the way to it open?`;
  if (codes.has("EHOSTUNREACH") || codes.has("ENETUNREACH"))
    return `there is no way to ${at}. Is the network between up?`;
  if (codes.has("ECONNREFUSED")) return `${at} refuses connections. Is SQL Server started, and is this its port?`;
  if (/^Connection lost\b/.test(messages[0] ?? "") || codes.has("ECONNRESET") || /socket hang up/.test(said))
    return "the connection broke. Is SQL Server still up?";
  return null;
}

// The driver wraps: its own error, then the socket's, or one per address that was tried. The reason stands innermost.
function messagesOf(error: unknown, depth = 0): readonly string[] {
  if (typeof error !== "object" || error === null || depth > 5) return [];
  const [message, code] = [Reflect.get(error, "message"), Reflect.get(error, "code")];
  const inner: unknown = Reflect.get(error, "errors");
  const below = [
    Reflect.get(error, "originalError"),
    Reflect.get(error, "cause"),
    ...(Array.isArray(inner) ? inner : []),
  ];
  return [
    ...(typeof message === "string" ? [message] : []),
    ...(typeof code === "string" ? [code] : []),
    ...below.flatMap((each) => messagesOf(each, depth + 1)),
  ];
}

/** Posts to the sign-in service. Gives the answer's status and body; status 0 when nobody answers. */
export async function askAuth(
  path: string,
  body: object,
): Promise<{ readonly status: number; readonly value: unknown; readonly retryAfter: number }> {
  const response = await fetch(`/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (response === null) return { status: 0, value: null, retryAfter: 0 };
  const value: unknown = await response.json().catch(() => null);
  const { headers } = response;
  const retryAfter = Number(headers.get("retry-after") ?? headers.get("x-retry-after") ?? 0);
  return { status: response.status, value, retryAfter };
}

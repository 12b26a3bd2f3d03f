import type { Runtime } from "./runtime.ts";

/** SET options that change something here; the others are taken and forgotten. */
export function applySetOption(words: readonly string[], runtime: Runtime): void {
  const { state, variables } = runtime;
  const names = words.slice(0, -1);
  const last = words.at(-1) ?? "";
  const value = last.startsWith("@") ? Number(variables.get(last.toLowerCase())?.value ?? 0) : Number(last);
  if (names.includes("NOCOUNT")) state.noCount = last === "ON";
  if (names.includes("LOCK_TIMEOUT")) state.lockTimeout = value;
  if (names.includes("ROWCOUNT")) state.rowLimit = value;
  if (
    (names.includes("PARSEONLY") ||
      names.includes("NOEXEC") ||
      names.includes("FMTONLY") ||
      names.some((name) => name.startsWith("SHOWPLAN"))) &&
    last === "ON"
  ) {
    runtime.catalog.unsupported(`SET ${names.join(" ")} ON`);
  }
}

import { z } from "zod";
import { type Effect, StepError } from "#lib/domain/errors.ts";

const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullable()
    .transform((list) => list ?? []);
const envelope = z.object({
  ok: z.boolean(),
  output: listOf(z.record(z.string(), z.unknown())),
  error: z
    .object({
      message: z.string(),
      errorId: z.string(),
      category: z.string().nullish(),
      position: z.string().nullish(),
    })
    .nullable(),
  warnings: listOf(z.string()),
  verbose: listOf(z.string()),
});

/** What one cmdlet gave back. */
export type Envelope = z.infer<typeof envelope>;

/** The envelope between the marks, or null when there is none: that is never a success. */
export function readEnvelope(stdout: string, marker: string): Envelope | null {
  const from = stdout.indexOf(`${marker}:begin`);
  const to = stdout.indexOf(`${marker}:end`, from + 1);
  if (from < 0 || to < 0) return null;
  const line = stdout.slice(from + marker.length + ":begin".length, to).replace(/\s+/g, "");
  try {
    const parsed = envelope.safeParse(JSON.parse(Buffer.from(line, "base64").toString("utf8")));
    return parsed.success && parsed.data.ok === (parsed.data.error === null) ? parsed.data : null;
  } catch {
    return null;
  }
}

const neverRan = [
  "NamedParameterNotFound",
  "ParameterArgumentValidation",
  "ParameterArgumentTransformation",
  "MissingMandatoryParameter",
  "AmbiguousParameterSet",
  "CannotConvertArgument",
  "CommandNotFoundException",
  "Modules_ModuleNotFound",
];

/** True for cmdlets that only look. */
export function isReadOnly(cmdlet: string): boolean {
  return /^(Get|Test)-/i.test(cmdlet);
}

/** `none` when the cmdlet only looks or was never run (binding, missing command or module); else `unknown`. */
export function effectOfError(cmdlet: string, errorId: string): Effect {
  const refused = errorId.startsWith("ModuleImport,") || neverRan.some((id) => errorId.includes(id));
  return refused || isReadOnly(cmdlet) ? "none" : "unknown";
}

/** The cmdlet's error as the console knows errors. */
export function envelopeError(cmdlet: string, error: NonNullable<Envelope["error"]>): StepError {
  return new StepError("remote", `${cmdlet} in the management shell: ${error.message}`, {
    effect: effectOfError(cmdlet, error.errorId),
    causes: [{ errorId: error.errorId, message: error.message }],
    data: { category: error.category ?? "", position: error.position ?? "" },
  });
}

import { type CaptureSection, capturedRow } from "#lib/domain/commands/queries/capture.ts";

export type CapturedRow = Readonly<Record<string, unknown>>;

/** Rows of one section of an instance's half, as they came back through the store's JSON; none when it was never read. Pure. */
export function captured(half: unknown, section: CaptureSection): readonly CapturedRow[] {
  const data = capturedRow.safeParse(half);
  const sections = capturedRow.safeParse(data.success ? data.data.sections : undefined);
  const rows = capturedRow.array().safeParse(sections.success ? sections.data[section] : undefined);
  return rows.success ? rows.data : [];
}

/** Whether a section was read at all, be it without a row: what was not read is not known to be absent. Pure. */
export function isCaptured(half: unknown, section: CaptureSection): boolean {
  const data = capturedRow.safeParse(half);
  const sections = capturedRow.safeParse(data.success ? data.data.sections : undefined);
  return sections.success && Array.isArray(sections.data[section]);
}

import { StepError } from "#lib/domain/errors.ts";

/** Windows takes these for devices in any folder, with any ending, and also with superscript digits. */
const device = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³]|conin\$|conout\$|clock\$) *(?:\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const forbidden = /[\u0000-\u001f\\/:*?"<>|]/;

/** Passes a plain file name, good on every system a share may stand on. @throws StepError effect "none" */
export function fileNameOrThrow(name: string): string {
  const isBad =
    name.length === 0 ||
    name.length > 200 ||
    name === "." ||
    name === ".." ||
    forbidden.test(name) ||
    /[. ]$/.test(name);
  if (isBad || device.test(name)) {
    throw new StepError("bad-input", `${JSON.stringify(name)} is not a plain file name`, { effect: "none" });
  }
  return name;
}

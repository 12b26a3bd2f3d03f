/** Single keys act only outside fields and dialogs, without Ctrl, Alt or Meta, and none of them starts or ends anything. */
export function isForShortcuts(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false;
  if (document.querySelector("dialog[open]") !== null) return false;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return true;
  if (target instanceof HTMLInputElement) return target.type === "radio" || target.type === "checkbox";
  return !target.isContentEditable && !["TEXTAREA", "SELECT"].includes(target.tagName);
}

/** The pages behind "g" and a letter. */
export const goTo: Readonly<Record<string, string>> = {
  o: "/",
  c: "/health",
  f: "/failover",
  a: "/approvals",
  h: "/history",
};

/** Parts of a page name their own key: `data-key="o"`. A button is pressed, anything else gets the focus. */
export function pressPart(key: string): boolean {
  const parts = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)];
  const part = parts.find((each) => each.offsetParent !== null);
  if (part === undefined) return false;
  part.focus();
  part.scrollIntoView({ block: "nearest" });
  if (part instanceof HTMLButtonElement && part.getAttribute("aria-expanded") !== "true") part.click();
  return true;
}

/** A, B, C … choose a line of the open decision; it is only chosen, never sent. */
export function chooseLine(key: string): boolean {
  if (!/^[a-f]$/.test(key)) return false;
  const shown = [...document.querySelectorAll<HTMLElement>(".choices")].find((each) => each.offsetParent !== null);
  const line = shown?.querySelectorAll<HTMLInputElement>("input[type=radio]")[key.charCodeAt(0) - 97];
  if (line === undefined) return false;
  line.focus();
  line.click();
  return true;
}

import type { CDPSession, Page } from "@playwright/test";

/** Runs in the page before its own code: what its live regions say, in their order, as a screen reader would be told to read it. */
export function listenToRegions(): void {
  const said: string[] = [];
  Object.assign(window, { said });
  const lives = '[aria-live="polite"], [aria-live="assertive"], [role="status"], [role="alert"], [role="log"]';
  const last = new WeakMap<Element, string>();
  const tell = (region: Element) => {
    const text = (region.textContent ?? "").replace(/\s+/g, " ").trim();
    if (text === "" || last.get(region) === text) return;
    last.set(region, text);
    const isUrgent = region.matches('[role="alert"], [aria-live="assertive"]');
    const short = text.length > 400 ? `${text.slice(0, 400)}…` : text;
    said.push(`${isUrgent ? "at once" : "when quiet"}: ${short}`);
  };
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const element = target instanceof Element ? target : target.parentElement;
      const region = element?.closest(lives);
      if (region) tell(region);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        for (const each of node.matches(lives) ? [node] : node.querySelectorAll(lives)) tell(each);
      }
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** What was said since the last question. */
export async function heard(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => ("said" in window && Array.isArray(window.said) ? window.said.splice(0) : []));
}

type Property = { readonly name: string; readonly value: { readonly value?: unknown } };
type Node = {
  readonly ignored: boolean;
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly description?: { readonly value?: unknown };
  readonly value?: { readonly value?: unknown };
  readonly properties?: readonly Property[];
};
const told = ["checked", "disabled", "required", "invalid", "expanded", "pressed"];

/** Role, name, description and state of what has the focus, from Chromium's accessibility tree: what a screen reader has to work with. */
export async function focusOf(cdp: CDPSession): Promise<string> {
  const { result } = await cdp.send("Runtime.evaluate", { expression: "document.activeElement" });
  if (result.objectId === undefined) return "nothing";
  const { nodes } = (await cdp.send("Accessibility.getPartialAXTree", {
    objectId: result.objectId,
    fetchRelatives: false,
  })) as unknown as { readonly nodes: readonly Node[] };
  const [node] = nodes;
  if (node === undefined) return "nothing";
  const states = (node.properties ?? [])
    .filter(({ name, value }) => told.includes(name) && value.value !== false && value.value !== "false")
    .map(({ name, value }) =>
      value.value === true || value.value === "true" ? name : `${name} ${String(value.value)}`,
    );
  const words = [node.value?.value, node.description?.value].filter((each) => each !== undefined && each !== "");
  return [
    `${String(node.role?.value ?? "?")} “${String(node.name?.value ?? "")}”`,
    ...words.map(String),
    ...states,
  ].join(", ");
}

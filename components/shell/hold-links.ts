import { consoleAnswers } from "#components/ui/console-answers.ts";

type HoldLinks = {
  /** Whether the tab hears the console at this moment. */
  readonly hears: () => boolean;
  /** The console did not answer: the page stays, and says so. */
  readonly stayed: () => void;
};

/** A link into a console that does not answer would leave what the operator reads for the browser's error page: it is asked first. */
export function holdLinks({ hears, stayed }: HoldLinks): () => void {
  let followed: HTMLAnchorElement | null = null;
  const onClick = async (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link === null || link === followed || !isPlain || link.target !== "" || link.origin !== location.origin) return;
    if (hears() || (link.hash !== "" && link.pathname === location.pathname)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!(await consoleAnswers())) return stayed();
    followed = link;
    link.click();
    followed = null;
  };
  document.addEventListener("click", onClick, true);
  return () => document.removeEventListener("click", onClick, true);
}

import type { RunMessage } from "#lib/domain/views/run-change.ts";

/** A browser gives up for good when the answer is an error, as a proxy gives one while the console is away: then it is asked anew. */
const openAgainMs = 5_000;

/** A run that a page follows. */
export type Followed = {
  readonly runId: string;
  /** How far the page has it, "<number>:<lines>"; asked when the stream is opened. */
  readonly have: () => string;
  /** False = something before this was not heard: the stream is opened anew and begins with all of it. */
  readonly hear: (message: RunMessage) => boolean;
};

type Hearer = {
  readonly heard: () => void;
  readonly told: (name: "overview" | "audit" | "look", data: unknown) => void;
};

/** The one event stream of a tab: opened by `start`, opened anew when another run is followed or the browser has given up. */
export function makeStream() {
  let hearer: Hearer | null = null;
  let source: EventSource | null = null;
  let followed: Followed | null = null;
  let openedAt = 0;
  const open = () => {
    source?.close();
    openedAt = Date.now();
    const run = followed;
    const query = new URLSearchParams({ topics: run === null ? "overview,audit" : `overview,audit,run:${run.runId}` });
    if (run !== null) query.set("have", run.have());
    const opened = new EventSource(`/api/stream?${query}`);
    source = opened;
    opened.onopen = () => hearer?.heard();
    opened.addEventListener("heartbeat", () => hearer?.heard());
    for (const name of ["overview", "audit", "look"] as const)
      opened.addEventListener(name, (event) => {
        hearer?.heard();
        const data = parsed(event);
        if (data !== null) hearer?.told(name, data);
      });
    opened.addEventListener("run", (event) => {
      hearer?.heard();
      const message = parsed<RunMessage>(event);
      if (opened === source && message !== null && run?.hear(message) === false) open();
    });
  };
  return {
    isOpen: () => source?.readyState === EventSource.OPEN,
    isClosed: () => source?.readyState === EventSource.CLOSED,
    start: (to: Hearer): (() => void) => {
      hearer = to;
      open();
      return () => {
        source?.close();
        source = hearer = null;
      };
    },
    /** Opens it again where the browser has given up. */
    mend: () => {
      if (source?.readyState === EventSource.CLOSED && Date.now() - openedAt > openAgainMs) open();
    },
    follow: (run: Followed): (() => void) => {
      followed = run;
      if (source !== null) open();
      return () => {
        if (followed !== run) return;
        followed = null;
        if (source !== null) open();
      };
    },
  };
}

function parsed<T>(event: MessageEvent<string>): T | null {
  try {
    return JSON.parse(event.data) as T;
  } catch {
    return null;
  }
}

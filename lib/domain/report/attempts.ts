import { showCommand } from "#lib/domain/commands/show-command.ts";
import type { ActError, RunEvent } from "#lib/domain/run/journal.ts";
import type { Attempt, Seen } from "./report-view.ts";

export type ActStory = { readonly attempts: readonly Attempt[]; readonly looks: readonly Seen[] };
type Growing = { attempts: Attempt[]; looks: Seen[] };

/** Every attempt of every act, with what was seen before and after it and what its server wrote. Pure. */
export function attemptsOf(events: readonly RunEvent[]): ReadonlyMap<string, ActStory> {
  const stories = new Map<string, Growing>();
  for (const event of events) {
    if (!("actId" in event) || event.kind === "override-used") continue;
    const story = stories.get(event.actId) ?? { attempts: [], looks: [] };
    stories.set(event.actId, story);
    tell(story, event);
  }
  return stories;
}

type ActEvent = Exclude<Extract<RunEvent, { readonly actId: string }>, { readonly kind: "override-used" }>;

function tell(story: Growing, e: ActEvent): void {
  if (e.kind === "act-intended") return void story.attempts.push(begun(e, story.looks.splice(0).at(-1) ?? null));
  const last = story.attempts.at(-1);
  if (e.kind === "act-observed") {
    const seen: Seen = { number: e.number, at: e.at, observed: e.observed };
    // A look before the next sending belongs to that one.
    if (!last || e.when === "before") return void story.looks.push(seen);
    return void story.attempts.splice(-1, 1, { ...last, after: [...last.after, seen] });
  }
  if (last) story.attempts.splice(-1, 1, { ...last, ...added(last, e) });
}

function begun(e: Extract<RunEvent, { readonly kind: "act-intended" }>, before: Seen | null): Attempt {
  const command = e.command && showCommand(e.command);
  return {
    nth: e.attempt,
    number: e.number,
    at: e.at,
    command,
    carrier: null,
    before,
    output: [],
    end: null,
    after: [],
  };
}

function added(last: Attempt, e: Exclude<ActEvent, { readonly kind: "act-intended" | "act-observed" }>) {
  const { number, at } = e;
  switch (e.kind) {
    case "act-carried":
      return { carrier: `${e.process.host}, process ${e.process.processId}` };
    case "act-output": {
      const lines = e.lines.filter((l) => l.level !== "command").map(({ level, text }) => ({ at, level, text }));
      return { output: [...last.output, ...lines] };
    }
    case "act-succeeded": {
      const { sessionId, serverUtc } = e;
      return { end: { number, at, error: null, effect: "done" as const, sessionId, serverUtc } };
    }
    case "act-failed": {
      const { effect } = e.error;
      return { end: { number, at, error: errorText(e.error), effect, sessionId: null, serverUtc: null } };
    }
  }
}

/** Message and causes in the servers' words, none said twice. */
function errorText(error: ActError): string {
  const causes = error.causes.map((c) => (c.number === undefined ? c.message : `Msg ${c.number}: ${c.message}`));
  return [error.message, ...causes]
    .filter((text, i, all) => !all.slice(0, i).some((earlier) => earlier.includes(text)))
    .join(" · ");
}

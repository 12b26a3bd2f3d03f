/** For tests: what happened in a story, what of it is counted, and what must never have happened. */
export type StoryLog = {
  /** Something that chance brought about; `key` is counted over all stories. */
  readonly happened: (key: string, what?: string) => void;
  /** Something that no story may hold. */
  readonly violated: (what: string) => void;
  readonly counts: ReadonlyMap<string, number>;
  readonly lines: readonly string[];
  readonly violations: readonly string[];
};

/** An empty log; `now` stamps its lines. */
export function storyLog(now: () => Date): StoryLog {
  const counts = new Map<string, number>();
  const lines: string[] = [];
  const violations: string[] = [];
  const say = (text: string) => void lines.push(`${now().toISOString().slice(11, 23)} ${text}`);
  return {
    counts,
    lines,
    violations,
    happened: (key, what = "") => {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      say(what === "" ? key : `${key}: ${what}`);
    },
    violated: (what) => {
      violations.push(what);
      say(`VIOLATED ${what}`);
    },
  };
}

/** Where an act stands on its server between two events of the journal; `at` is ISO UTC of the console. */
export type Look = {
  readonly runId: string;
  readonly stepId: string;
  readonly actId: string;
  readonly at: string;
  readonly facts: Readonly<Record<string, string>>;
};

/** The newest look of each act of one run: a look at another run forgets the rest. */
export function withLook(looks: readonly Look[], newest: Look): readonly Look[] {
  const others = looks.filter((each) => each.runId === newest.runId && !isSameAct(each, newest));
  return [...others, newest];
}

const isSameAct = (a: Look, b: Look) => a.stepId === b.stepId && a.actId === b.actId;

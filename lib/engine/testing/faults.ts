/** What goes wrong once, at one command of a run. */
export const troubles = {
  refused: "the server refuses it; after the effect: it answers with an error although it is done",
  "line drops": "the line drops; during the effect the server goes on and comes to its end later",
  "no answer": "nothing comes back until the deadline",
  "target silent": "the line drops, and the target answers nothing for a minute",
  "console dies": "the console that sent it dies, and another one goes on",
  "console freezes": "the console stands still for longer than its lease, and another one goes on",
  "audit refuses": "the audit database refuses the intent, keeps it and says no, or refuses the result",
} as const;
export type Trouble = keyof typeof troubles;

export const moments = ["before", "during", "after"] as const;
/** When it strikes: before, during or after the command's effect. */
export type Moment = (typeof moments)[number];

export type Fault = { readonly trouble: Trouble; readonly moment: Moment };

/** Every trouble at every moment. */
export const faults: readonly Fault[] = (Object.keys(troubles) as Trouble[]).flatMap((trouble) =>
  moments.map((moment) => ({ trouble, moment })),
);

export const faultName = ({ trouble, moment }: Fault): string => `${trouble} ${moment} the effect`;

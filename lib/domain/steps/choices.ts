import type { Choice } from "#lib/domain/run/journal.ts";

/** The choices that decisions offer. Their texts are `choices.<id>`, their prices stand here. */
export const retry: Choice = { id: "retry", dataLoss: "unchanged", undo: "yes", needs: [], time: "seconds" };
export const abort: Choice = {
  id: "abort",
  dataLoss: "unchanged",
  undo: "until-online",
  needs: ["reason"],
  time: "seconds",
};
export const searchAgain: Choice = {
  id: "search-again",
  dataLoss: "unchanged",
  undo: "yes",
  needs: [],
  time: "seconds",
};
export const continueWithout: Choice = {
  id: "continue-without",
  dataLoss: "more",
  undo: "until-online",
  needs: ["reason"],
  time: "seconds",
};
export const goOn: Choice = {
  id: "go-on",
  dataLoss: "unknown",
  undo: "until-online",
  needs: ["reason"],
  time: "seconds",
};
export const takeAsDone: Choice = {
  id: "take-as-done",
  dataLoss: "unknown",
  undo: "no",
  needs: ["reason"],
  time: "seconds",
};
export const resume: Choice = { id: "resume", dataLoss: "unchanged", undo: "yes", needs: [], time: "seconds" };
export const confirmPointOfNoReturn: Choice = {
  id: "confirm",
  dataLoss: "unchanged",
  undo: "no",
  needs: ["typed-site", "attestation"],
  time: "minutes",
};
/** Leaves one act out; its price is named in the decision's facts. */
export const skip: Choice = { id: "skip", dataLoss: "unchanged", undo: "yes", needs: ["reason"], time: "seconds" };

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
export const copyAgain: Choice = {
  id: "copy-again",
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
/** Failback's two points of no return, and what a person signs before the first. */
export const confirmRestore: Choice = {
  id: "confirm-restore",
  dataLoss: "unchanged",
  undo: "no",
  needs: ["typed-site"],
  time: "minutes",
};
export const confirmReseed: Choice = {
  id: "confirm-reseed",
  dataLoss: "nothing",
  undo: "no",
  needs: ["typed-site"],
  time: "open",
};
export const waive: Choice = {
  id: "waive",
  dataLoss: "unknown",
  undo: "until-online",
  needs: ["reason"],
  time: "seconds",
};
/** Home came back although the other copy was recovered: it is kept from taking messages, nothing there is deleted. */
export const fenceHomeNow: Choice = {
  id: "fence-home-now",
  dataLoss: "unchanged",
  undo: "yes",
  needs: [],
  time: "minutes",
};
/** Before step 5 only: the recovered copy is given up, home goes on; the other site must be seeded again. */
export const stayHome: Choice = {
  id: "stay-home",
  dataLoss: "nothing",
  undo: "no",
  needs: ["reason"],
  time: "minutes",
};
/** What was asked about is read again: somebody has dealt with it meanwhile. */
export const lookAgain: Choice = { id: "look-again", dataLoss: "nothing", undo: "yes", needs: [], time: "seconds" };
export const doNow: Choice = { id: "do-now", dataLoss: "nothing", undo: "yes", needs: [], time: "minutes" };
export const leaveOpen: Choice = {
  id: "leave-open",
  dataLoss: "nothing",
  undo: "yes",
  needs: ["reason"],
  time: "seconds",
};
/** Past rule 1: two writable copies become possible. Counts only when a second person has confirmed it. */
export const override: Choice = {
  id: "override",
  dataLoss: "unknown",
  undo: "no",
  needs: ["reason", "second-person"],
  time: "minutes",
};
/** After an abort: home serves again. */
export const undoFence: Choice = { id: "undo-fence", dataLoss: "nothing", undo: "yes", needs: [], time: "minutes" };
/** After an abort: home stays unable to write. */
export const leaveFenced: Choice = {
  id: "leave-fenced",
  dataLoss: "nothing",
  undo: "yes",
  needs: ["reason"],
  time: "seconds",
};
/** Home died while it was being fenced: what was saved so far is all; the point of no return then asks for a person's word. */
export const goUnfenced: Choice = { ...skip, dataLoss: "more" };
/** Home died in the middle of a switchover: the rest is a failover, with what was not carried over lost and home attested. */
export const asDisaster: Choice = {
  id: "as-disaster",
  dataLoss: "unknown",
  undo: "until-online",
  needs: ["reason"],
  time: "minutes",
};
/** The loss grew beyond what was signed: the owner answers for the difference; the other way is a new plan with its own approval. */
export const acceptLoss: Choice = {
  id: "accept-loss",
  dataLoss: "more",
  undo: "until-online",
  needs: ["reason"],
  time: "seconds",
};

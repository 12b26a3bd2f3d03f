/** The heading of a run's page, which takes the focus when a question is gone. */
export const runTitleId = "run-title";

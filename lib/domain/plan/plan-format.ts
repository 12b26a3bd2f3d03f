/** Raised whenever the commands of a plan are built otherwise than before: only what a plan shows is sent, so an older one could not be carried out. */
export const planFormat = 1;

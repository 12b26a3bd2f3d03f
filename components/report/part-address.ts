/** Where a part of a run's whole report stands. */
export const partAddress = (runId: string, part: number): string => `/runs/${runId}/report?output=all&part=${part}`;

import type { InstanceView } from "#lib/domain/views/overview-view.ts";

/** Whether an instance is planned to hold mgc: a witness or a monitor alone is not. */
export function needsCopy({ duties }: Pick<InstanceView, "duties">): boolean {
  return duties.length === 0 || duties.some((duty) => /^(home|other) [AB]$/.test(duty));
}

const pages = {
  failingOver: "Failing over Persistent Chat Server",
  failingBack: "Failing back Persistent Chat Server",
  configuring: "Configuring Persistent Chat Server for high availability and disaster recovery",
  changingRoles: "Change Roles Between Primary and Secondary Log Shipping Servers (SQL Server)",
  mirrorCmdlet: "Install-CsMirrorDatabase",
  failoverCmdlet: "Invoke-CsDatabaseFailover",
  mirroring: "SQL mirroring for high availability",
  testCmdlet: "Test-CsPersistentChatMessage",
} as const;

/** Where a step comes from: a numbered step of the vendor's page, what the vendor says elsewhere, or this console alone. */
export type StepSource =
  | { readonly kind: "vendor"; readonly page: string; readonly number: string }
  | { readonly kind: "vendor-end"; readonly page: string }
  | { readonly kind: "ours-after"; readonly page: string }
  | { readonly kind: "ours" };

const over = (number: string): StepSource => ({ kind: "vendor", page: pages.failingOver, number });
const back = (number: string): StepSource => ({ kind: "vendor", page: pages.failingBack, number });
const after = (page: string): StepSource => ({ kind: "ours-after", page });

const sources: Readonly<Record<string, StepSource>> = {
  "fence-home": after(pages.changingRoles),
  "remove-log-shipping": over("1"),
  "copy-log-backups": over("2"),
  "apply-log-backups": over("3"),
  "bring-online": over("4"),
  "set-pool-state": over("5"),
  "create-mirror": over("6"),
  "set-active-servers": over("7"),
  verify: after(pages.testCmdlet),
  "protect-log": after(pages.mirroring),
  "fail-over-mirror": after(pages.failoverCmdlet),
  "seed-home": after(pages.changingRoles),
  "stop-other-chat": back("1"),
  "remove-other-mirror": back("2"),
  "back-up-other": back("3"),
  "restore-home": back("4"),
  "swap-log": after(pages.changingRoles),
  "create-home-mirror": after(pages.mirrorCmdlet),
  "mirror-compliance": after(pages.mirrorCmdlet),
  "set-witness": after(pages.mirroring),
  "return-active-servers": back("6"),
  "return-pool-state": { kind: "vendor-end", page: pages.failingBack },
  "reseed-other": back("5"),
  "rebuild-log-shipping": back("5"),
  "ship-from-mirror": after(pages.configuring),
  "verify-home": after(pages.testCmdlet),
};

/** The page's title is the vendor's own and is never translated. */
export function sourceOf(stepId: string): StepSource {
  return (Object.hasOwn(sources, stepId) ? sources[stepId] : undefined) ?? { kind: "ours" };
}

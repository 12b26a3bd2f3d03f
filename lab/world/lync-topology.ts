export type LyncSite = "home" | "other";
export type SiteUp = Readonly<Record<LyncSite, boolean>>;

type Placed = { readonly fqdn: string; readonly site: LyncSite };
export type SqlStore = { readonly fqdn: string; readonly instanceName: string; readonly site: LyncSite };

/** What Topology Builder published: none of it changes in a failover. */
export type LyncTopology = {
  readonly product: "Lync" | "SkypeForBusiness";
  readonly poolFqdn: string;
  readonly siteNames: Readonly<Record<LyncSite, string>>;
  readonly chatServers: readonly Placed[];
  readonly frontEnds: readonly (Placed & { readonly poolFqdn: string })[];
  readonly nextHopPool: string;
  /** The four mgc stores, in the order of the properties of Get-CsService. */
  readonly stores: {
    readonly primary: SqlStore;
    readonly mirror: SqlStore;
    readonly backup: SqlStore;
    readonly backupMirror: SqlStore;
  };
  /** Active Central Management master. In the other site, so that a lost home does not block a failover. */
  readonly managementMaster: Placed;
  /** The computer on which the management shell stands: its replica answers -LocalStore. */
  readonly shellComputer: Placed;
};

const store = (host: string, site: LyncSite): SqlStore => ({
  fqdn: `${host}.contoso.local`,
  instanceName: "PCHAT",
  site,
});
const chatServer = (number: number): Placed => ({
  fqdn: `pchat0${number}.contoso.local`,
  site: number <= 4 ? "home" : "other",
});

export const contosoTopology: LyncTopology = {
  product: "SkypeForBusiness",
  poolFqdn: "pchatpool.contoso.local",
  siteNames: { home: "Milano", other: "Torino" },
  chatServers: [1, 2, 3, 4, 5, 6, 7, 8].map(chatServer),
  frontEnds: [
    { fqdn: "fe01.contoso.local", site: "home", poolFqdn: "fepool-mi.contoso.local" },
    { fqdn: "fe02.contoso.local", site: "other", poolFqdn: "fepool-to.contoso.local" },
  ],
  // In the other site, as the management master: a pool whose next hop is lost with home serves nobody by a failover.
  nextHopPool: "fepool-to.contoso.local",
  stores: {
    primary: store("sqlmi01", "home"),
    mirror: store("sqlmi02", "home"),
    backup: store("sqlto01", "other"),
    backupMirror: store("sqlto02", "other"),
  },
  managementMaster: { fqdn: "fe02.contoso.local", site: "other" },
  shellComputer: { fqdn: "fe02.contoso.local", site: "other" },
};

/** The instance as SQL Server names itself: short host name, backslash, instance. */
export function instanceNameOf(of: SqlStore): string {
  const host = of.fqdn.split(".")[0] ?? of.fqdn;
  return `${host}\\${of.instanceName}`;
}

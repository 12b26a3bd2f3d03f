/** For tests: a small pool as a pool file gives it. */
export function exampleDraft() {
  const folder = (name: string) => ({ asServer: `\\\\fs01\\${name}`, asConsole: `/srv/${name}`, hostedIn: "third" });
  const instance = (site: "home" | "other", host: string, duty: string) => ({
    name: `${host}\\PCHAT`,
    site,
    duties: [duty],
    host,
    port: 1433,
    credential: "sql",
  });
  return {
    fqdn: "pchatpool.contoso.local",
    product: "SkypeForBusiness",
    sites: { home: "Milano", other: "Torino" },
    instances: [instance("home", "sqlmi01", "home A"), instance("other", "sqlto01", "other A")],
    folders: {
      backupShare: folder("logs"),
      copyFolder: folder("copy"),
      mirrorShare: folder("mirror"),
      newLogBackups: folder("new"),
    },
    chatServers: [
      { fqdn: "pchat01.contoso.local", site: "home" },
      { fqdn: "pchat05.contoso.local", site: "other" },
    ],
    managementShell: { executable: "powershell.exe" },
    targets: { recoveryPointSeconds: 900, recoveryTimeSeconds: 1800 },
    consoleStandsIn: "third",
  };
}

import { describe, expect, it } from "vitest";
import { parsePool } from "./read-pool-file.ts";

const folder = (name: string) =>
  `  ${name}: { asServer: '\\\\fs01\\${name}', asConsole: /srv/${name}, hostedIn: third }`;
const good = [
  "fqdn: pchatpool.contoso.local",
  "product: SkypeForBusiness",
  "sites: { home: Milano, other: Torino }",
  "instances:",
  "  - { name: 'sqlmi01\\PCHAT', site: home, duties: [home A], host: sqlmi01, port: 1433, credential: sql }",
  "  - { name: 'sqlto01\\PCHAT', site: other, duties: [other A], host: sqlto01, port: 1433, credential: sql }",
  "folders:",
  folder("backupShare"),
  folder("copyFolder"),
  folder("mirrorShare"),
  folder("newLogBackups"),
  "chatServers:",
  "  - { fqdn: pchat01.contoso.local, site: home }",
  "  - { fqdn: pchat05.contoso.local, site: other }",
  "activeInOther: [pchat05.contoso.local]",
  "managementShell: { executable: powershell }",
  "targets: { recoveryPointSeconds: 900, recoveryTimeSeconds: 1800 }",
  "consoleStandsIn: third",
];
const parse = (lines: readonly string[]) => () => parsePool(lines.join("\n"), "pool.yaml");
const swap = (from: string, to: string) => good.map((l) => (l === from ? to : l));

describe("the pool file", () => {
  it("is accepted when everything stands once and in its place", () => {
    expect(parse(good)().sites.other).toBe("Torino");
  });

  it("refuses a password, naming the line", () => {
    expect(parse([...good, "password: hunter2"])).toThrow(/line 19: password is refused/);
  });

  it("refuses a ninth chat server", () => {
    const nine = Array.from({ length: 9 }, (_, n) => `  - { fqdn: pchat1${n}.contoso.local, site: other }`);
    expect(parse([...good.slice(0, 12), ...nine, ...good.slice(15)])).toThrow(
      /line 13: chatServers: a pool has at most eight chat servers/,
    );
  });

  it("refuses five active servers", () => {
    expect(parse(swap("activeInOther: [pchat05.contoso.local]", "activeInOther: [a.b, c.d, e.f, g.h, i.j]"))).toThrow(
      /line 15: .*at most four servers are active/,
    );
  });

  it("refuses an instance listed twice, naming the second one's line", () => {
    expect(parse([...good.slice(0, 6), good[5] ?? "", ...good.slice(6)])).toThrow(
      /line 7: sqlto01\\PCHAT is listed twice/,
    );
  });

  it("refuses an unknown site", () => {
    expect(
      parse(
        swap("  - { fqdn: pchat05.contoso.local, site: other }", "  - { fqdn: pchat05.contoso.local, site: roma }"),
      ),
    ).toThrow(/line 14: chatServers.1.site/);
  });

  it("refuses a folder without its two paths", () => {
    expect(parse(swap(folder("copyFolder"), "  copyFolder: { asServer: 'D:\\LSCopy', hostedIn: other }"))).toThrow(
      /line 9: folders.copyFolder.asConsole/,
    );
  });

  it("refuses a console in the home site", () => {
    expect(parse(swap("consoleStandsIn: third", "consoleStandsIn: home"))).toThrow(
      /line 18: the console must not stand in the home site/,
    );
  });
});

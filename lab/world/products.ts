/** SQL Server from 2008 R2 to 2019, each at its last service pack. */
export const products = {
  "2008 R2": { version: [10, 50, 6000], level: "SP3" },
  "2012": { version: [11, 0, 7001], level: "SP4" },
  "2014": { version: [12, 0, 6024], level: "SP3" },
  "2016": { version: [13, 0, 5888], level: "SP2" },
  "2017": { version: [14, 0, 3456], level: "RTM" },
  "2019": { version: [15, 0, 4420], level: "RTM" },
} as const;
export type ProductName = keyof typeof products;

/** What SERVERPROPERTY('EngineEdition') and ('Edition') tell. */
export const editions = {
  Enterprise: { engine: 3, text: "Enterprise Edition (64-bit)" },
  Developer: { engine: 3, text: "Developer Edition (64-bit)" },
  Standard: { engine: 2, text: "Standard Edition (64-bit)" },
  Express: { engine: 4, text: "Express Edition (64-bit)" },
} as const;
export type EditionName = keyof typeof editions;

export type Product = { readonly name: ProductName; readonly edition: EditionName };
export const usualProduct: Product = { name: "2014", edition: "Enterprise" };

const isName = (text: string): text is ProductName => Object.hasOwn(products, text);
const isEdition = (text: string): text is EditionName => Object.hasOwn(editions, text);

/** "2008 R2", "2012 Standard" …; null when there is none such. */
export function productOf(text: string): Product | null {
  const [, name = "", edition = "Enterprise"] = /^(2008 R2|\d{4})(?: (\w+))?$/.exec(text.trim()) ?? [];
  return isName(name) && isEdition(edition) ? { name, edition } : null;
}

/** The next one up. */
export function newerThan({ name, edition }: Product): Product {
  const names = Object.keys(products).filter(isName);
  return { name: names[names.indexOf(name) + 1] ?? name, edition };
}

/** Columns that came with a later version. */
const later: Readonly<Record<string, number>> = {
  replica_id: 11,
  containment: 11,
  containment_desc: 11,
  target_recovery_time_in_seconds: 11,
  delayed_durability: 12,
  delayed_durability_desc: 12,
};

/** A column list as a version has it. `own` says what this view alone got later. */
export function columnsOfVersion(spec: string, major: number, own: Readonly<Record<string, number>> = {}): string {
  return spec
    .split(", ")
    .filter((column) => {
      const name = column.split(" ")[0] ?? "";
      return (own[name] ?? later[name] ?? 0) <= major;
    })
    .join(", ");
}

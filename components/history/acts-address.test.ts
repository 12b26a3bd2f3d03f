import { expect, test } from "vitest";
import { actsFilter, actsQuery } from "#lib/domain/acts-filter.ts";
import { actsAddress } from "./acts-address.ts";

const read = (address: string) => actsFilter.parse(Object.fromEntries(new URL(address, "http://h").searchParams));

test("leads back to the same filter, also at the export", () => {
  const filter = actsFilter.parse({
    of: "console",
    kind: "signed-in",
    person: "Ö & co",
    to: "2026-11-30",
    before: "7",
  });
  expect(read(actsAddress(filter))).toEqual(filter);
  expect(read(actsAddress(filter, "/api/history/acts"))).toEqual(filter);
});

test("opens without what it does not understand, and takes the last day whole", () => {
  const filter = actsFilter.parse({ of: "moon", from: "yesterday", to: "2026-11-30", before: "-1", person: " " });
  expect(actsQuery(filter, "pool")).toEqual({ stream: "pool:pool", until: "2026-12-01T00:00:00.000Z" });
});

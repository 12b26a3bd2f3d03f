import { describe, expect, it } from "vitest";
import { lossBetween, peakRate } from "./loss.ts";

const sample = (takenAt: string, general: string, desk: string) => ({
  instance: "sqlmi01\\PCHAT",
  takenAt,
  rooms: { "General (1)": general, "Desk (2)": desk },
});

describe("lossBetween", () => {
  it("states an interval: watermark difference below, peak rate since the sample above", () => {
    const samples = [sample("2026-11-21T02:01:00.000Z", "160", "60"), sample("2026-11-21T02:00:00.000Z", "100", "60")];
    const recovered = {
      instance: "sqlto01\\PCHAT",
      takenAt: "2026-11-21T02:10:00.000Z",
      rooms: { "General (1)": "150", "Desk (2)": "60" },
    };
    const loss = lossBetween({
      pinned: { newest: samples[0] ?? null, samples },
      recovered,
      until: "2026-11-21T02:02:00.000Z",
    });
    expect(loss.fewest).toBe("10");
    expect(loss.most).toBe("70");
  });

  it("says unknown when there is no sample", () => {
    const recovered = { instance: "sqlto01\\PCHAT", takenAt: "2026-11-21T02:10:00.000Z", rooms: {} };
    expect(
      lossBetween({ pinned: { newest: null, samples: [] }, recovered, until: "2026-11-21T02:02:00.000Z" }),
    ).toMatchObject({ fewest: null, most: null });
  });

  it("never counts a room below zero when its log arrived after the sample", () => {
    const newest = sample("2026-11-21T02:01:00.000Z", "100", "60");
    const recovered = {
      instance: "sqlto01\\PCHAT",
      takenAt: "2026-11-21T02:10:00.000Z",
      rooms: { "General (1)": "120", "Desk (2)": "58" },
    };
    expect(
      lossBetween({ pinned: { newest, samples: [newest] }, recovered, until: "2026-11-21T02:02:00.000Z" }).fewest,
    ).toBe("2");
  });
});

describe("completeUpTo", () => {
  const older = sample("2026-11-21T02:00:00.000Z", "100", "60");
  const newest = sample("2026-11-21T02:01:00.000Z", "160", "61");
  const upTo = (general: string, desk: string) =>
    lossBetween({
      pinned: { newest, samples: [newest, older] },
      recovered: sample("2026-11-21T02:10:00.000Z", general, desk),
      until: "2026-11-21T02:02:00.000Z",
    }).completeUpTo;

  it("is the newest sample whose every room the copy has reached", () => {
    expect(upTo("170", "61")).toBe(newest.takenAt);
    expect(upTo("159", "61")).toBe(older.takenAt);
  });

  it("is not known when one room lies behind every sample", () => {
    expect(upTo("170", "59")).toBeNull();
  });
});

describe("peakRate", () => {
  it("is unknown with fewer than two samples", () => {
    expect(peakRate([sample("2026-11-21T02:01:00.000Z", "1", "1")])).toBeNull();
  });
});

import { describe, expect, it } from "@jest/globals";
import { overlapsOf, shadowingsOf } from "../../../scripts/lib/planning/conflicts";
import { aDocument, aSchedule, type Json, planOf } from "./builders";

const span = ["2026-11-20T00:00Z", "2027-01-20T00:00Z"] as const;

const launch = { name: "launch", from: "2026-11-27T00:00", until: "2026-12-01T18:00", tier: "M60" };
const monthStart = { name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50" };

function overlaps(...windows: Json[]) {
  return overlapsOf(planOf(aDocument(aSchedule({ windows })), ...span)).map(
    ({ winner, loser, from, until, times, totalMs }) => ({
      pair: `${winner.name} over ${loser.name}`,
      first: [from, until].map((ms) => new Date(ms).toISOString().slice(0, 16)),
      times,
      hours: totalMs / 3_600_000,
    }),
  );
}

describe("overlapsOf", () => {
  it("says which of two windows wins: the first in the list", () => {
    const found = { first: ["2026-12-01T12:00", "2026-12-01T18:00"], times: 1, hours: 6 };
    expect(overlaps(launch, monthStart)).toEqual([{ pair: "launch over month-start", ...found }]);
    expect(overlaps(monthStart, launch)).toEqual([{ pair: "month-start over launch", ...found }]);
  });

  it("counts how often, and cuts at the ends of the plan", () => {
    const firsts = { name: "firsts", start: "0 0 2 * *", duration: "PT3H30M", tier: "M30" };
    const always = { name: "always", from: "2026-01-01T00:00", until: "2028-01-01T00:00", tier: "M40" };
    expect(overlaps(monthStart, firsts)).toMatchObject([{ times: 2, hours: 7 }]);
    expect(overlaps(always, monthStart)).toMatchObject([{ times: 2, hours: 76 }]);
    expect(overlaps({ ...always, name: "other", tier: "M30" }, always)).toEqual([
      { pair: "other over always", first: ["2026-11-20T00:00", "2027-01-20T00:00"], times: 1, hours: 61 * 24 },
    ]);
  });

  it("is silent on windows that only touch, and on equal targets", () => {
    const after = { name: "after", start: "0 2 3 * *", duration: "P1D", tier: "M20" };
    expect(overlaps(monthStart, after)).toEqual([]);
    expect(overlaps({ ...launch, tier: "M50" }, monthStart)).toEqual([]);
  });
});

describe("shadowingsOf", () => {
  const shadowings = (...schedules: Json[]) =>
    shadowingsOf(planOf(aDocument(...schedules), ...span).source.document.schedules);
  const one = (name: string, clusters: unknown[], changes: Json = {}) => aSchedule({ name, clusters, ...changes });

  it("names the owner of a cluster that several schedules select", () => {
    expect(shadowings(one("a", ["x", "y"]), one("b", ["y"]), one("c", [{ glob: "y*" }, "z"]))).toEqual([
      { cluster: "y", project: null, owner: "a", shadowed: ["b", "c"] },
    ]);
  });

  it("finds patterns that an earlier one takes in", () => {
    expect(shadowings(one("a", [{ glob: "dev-*" }]), one("b", [{ glob: "dev-a?" }, "dev-1"]))).toMatchObject([
      { cluster: "dev-1", owner: "a", shadowed: ["b"] },
      { cluster: "dev-a?", owner: "a", shadowed: ["b"] },
    ]);
    const tags = { env: "dev" };
    expect(shadowings(one("a", [{ tags }]), one("b", [{ tags: { ...tags, team: "x" } }]))).toHaveLength(1);
  });

  it("claims nothing of patterns that may differ, nor of other projects", () => {
    expect(shadowings(one("a", [{ glob: "dev-?" }]), one("b", [{ glob: "dev-*" }]))).toEqual([]);
    expect(shadowings(one("a", [{ tags: { a: "1", b: "2" } }]), one("b", [{ tags: { a: "1" } }]))).toEqual([]);
    const project = (digit: string) => ({ projects: [digit.repeat(24)] });
    expect(shadowings(one("a", ["x"], project("1")), one("b", ["x"], project("2")), one("c", ["x"]))).toEqual([]);
    expect(shadowings(one("a", ["x"], project("1")), one("b", ["x"], project("1")))).toMatchObject([
      { project: "1".repeat(24), owner: "a" },
    ]);
  });
});

import { describe, expect, it } from "@jest/globals";
import { parseDocument } from "../../src/schedule/document/parse";
import { NO_LIMITS, strictest } from "../../src/schedule/limits";
import type { Limits } from "../../src/schedule/model";
import { aDocument, aSchedule, complaintsOf, parsed } from "./documents";

const P = "5e1ec444970199272441a214";
const Q = "5e1ec444970199272441a215";

describe("limits", () => {
  it("are read, and are none unless given", () => {
    const limits = { maxTier: "M60", projects: [P], pausing: false, longestChange: "PT2H30M" };
    const expected = { maxTier: "M60", projects: [P], pausing: false, longestChangeMinutes: 150 };
    expect(parsed(aDocument({ limits })).limits).toEqual(expected);
    expect(parsed(aDocument()).limits).toEqual(NO_LIMITS);
    expect(NO_LIMITS).toEqual({ pausing: true, longestChangeMinutes: 360 });
  });

  it.each([
    [
      { projects: [P] },
      { projects: [Q] },
      "schedules[0].projects[0]: 5e1ec444970199272441a215 is not among limits.projects: add it there, or leave it out here",
    ],
    [
      { pausing: false },
      { baseline: { paused: true } },
      "schedules[0].baseline.paused: limits.pausing is false, so no target may pause: name a size, or allow pausing there",
    ],
    [
      { maxTier: "M40" },
      {},
      "schedules[0].windows[0].tier: M50 is above limits.maxTier (M40): choose a smaller tier or raise the limit",
    ],
    [{ longestChange: "PT0M" }, {}, 'limits.longestChange: "PT0M" is zero, so that it means nothing'],
    [{ pausing: "no" }, {}, 'limits.pausing: must be true or false, not "no"'],
    [{ maxTier: "M51" }, {}, 'limits.maxTier: unknown tier "M51": did you mean M50?'],
  ])("%j refuse what is beyond them", (limits, changes, complaint) => {
    expect(complaintsOf(aDocument({ limits, schedules: [aSchedule(changes)] }))).toContain(complaint);
  });

  it.each<[Partial<Limits>, Partial<Limits>, Partial<Limits>]>([
    [{ maxTier: "M60" }, { maxTier: "R50" }, { maxTier: "R50" }],
    [{ maxTier: "M60" }, {}, { maxTier: "M60" }],
    [{ projects: [P, Q] }, { projects: [Q] }, { projects: [Q] }],
    [{ projects: [P, Q] }, {}, { projects: [P, Q] }],
    [{ projects: [P] }, { projects: [Q] }, { projects: [] }],
    [{ pausing: false }, {}, { pausing: false }],
    [{ longestChangeMinutes: 60 }, { longestChangeMinutes: 90 }, { longestChangeMinutes: 60 }],
  ])("of %j and %j together are the stricter ones", (one, other, both) => {
    const [a, b] = [
      { ...NO_LIMITS, ...one },
      { ...NO_LIMITS, ...other },
    ];
    expect(strictest(a, b)).toEqual({ ...NO_LIMITS, ...both });
    expect(strictest(b, a)).toEqual({ ...NO_LIMITS, ...both });
  });

  it("of a document may lower a ceiling and cannot raise it", () => {
    const ceiling = { ...NO_LIMITS, maxTier: "M60", pausing: false };
    const read = (limits: object) => parseDocument(aDocument({ limits }), ceiling);
    expect(read({ maxTier: "M50" })).toMatchObject({ config: { limits: { maxTier: "M50", pausing: false } } });
    expect(read({ maxTier: "M80", pausing: true })).toMatchObject({
      config: { limits: { maxTier: "M60", pausing: false } },
    });
    expect(parseDocument(aDocument(), { ...NO_LIMITS, maxTier: "M40" })).toMatchObject({
      issues: [{ path: "schedules[0].windows[0].tier" }],
    });
  });
});

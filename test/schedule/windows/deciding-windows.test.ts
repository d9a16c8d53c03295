import { describe, expect, it } from "@jest/globals";
import type { Schedule, Window } from "../../../src/schedule/model";
import { boundariesBetween, nextBoundary } from "../../../src/schedule/windows/boundaries";
import { desiredAt } from "../../../src/schedule/windows/desired";
import { at, aWindow, type Json, schedule } from "../documents";

/** The schedule, and how often its windows have been asked something. */
function asked(...windows: Json[]): { readonly counted: Schedule; questions(): number } {
  let questions = 0;
  const count = <Args extends unknown[], Result>(ask: (...args: Args) => Result) => {
    return (...args: Args): Result => {
      questions += 1;
      return ask(...args);
    };
  };
  const counting = (window: Window): Window => {
    const { isOpen, changeAfter, changeBy } = window.spans;
    return { ...window, spans: { isOpen: count(isOpen), changeAfter: count(changeAfter), changeBy: count(changeBy) } };
  };
  const plain = schedule({ windows });
  return { counted: { ...plain, windows: plain.windows.map(counting) }, questions: () => questions };
}

const now = at("2026-11-23T10:00Z");
const daily = { name: "daily", start: "0 9 * * *", end: "0 17 * * *", tier: "M10" };

describe("a window that asks for what holds without it", () => {
  it("makes nobody search years for a boundary", () => {
    const { counted, questions } = asked(daily, { ...daily, name: "hourly", start: "0 * * * *", end: "30 * * * *" });
    expect(desiredAt(counted, now)).toEqual({ target: { tier: "M10" }, window: "daily", since: null, before: null });
    expect(nextBoundary(counted, now)).toBeNull();
    expect(questions()).toBeLessThan(20);
  });

  it("is passed over in the search for the last boundary, though it hides what asks for something else", () => {
    const noon = { name: "noon", start: "0 12 15 * *", duration: "PT1H", tier: "M60" };
    const { counted, questions } = asked({ ...daily, name: "all-day", end: "0 8 * * *" }, noon);
    expect(desiredAt(counted, now).since).toBeNull();
    expect(questions()).toBeLessThan(10_000);
  });

  it("is still named while it is open, and hides no boundary of those before it", () => {
    const { counted } = asked(aWindow(), daily);
    const opens = at("2026-12-01T12:00Z");
    const closes = at("2026-12-03T02:00Z");
    expect(boundariesBetween(counted, now, at("2026-12-10T00:00Z")).map(({ at: ms, window }) => [ms, window])).toEqual([
      [opens, "month-start"],
      [closes, null],
    ]);
    expect(desiredAt(counted, at("2026-12-04T10:00Z"))).toMatchObject({ window: "daily", since: closes });
  });

  it("counts where it comes before one that asks for something else", () => {
    const { counted } = asked(daily, aWindow());
    const within = at("2026-12-02T10:00Z");
    expect(desiredAt(counted, within)).toMatchObject({ window: "daily", since: at("2026-12-02T09:00Z") });
  });
});

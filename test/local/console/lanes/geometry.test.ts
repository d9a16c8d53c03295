import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { laneGeometry } from "../../../../src/local/console/lanes/geometry";
import { MARK_KINDS } from "../../../../src/local/console/lanes/model";
import { actual, aLane, anyLane, DAY, HOUR, planned, start, tenDays } from "./a-lane";

/** A pixel an hour; levels at half and whole height for two tiers: 51.5 high from the bottom at 53.5 up to 2. */
const frame = { width: 240, height: 55 };
const geometryOf = (lane: Parameters<typeof aLane>[0], axis = tenDays) => laneGeometry(aLane(lane), axis, frame);

describe("the bands of a lane", () => {
  it("stand on the ground and reach to their tier's level, one path for each size", () => {
    const { bands, levels } = geometryOf({
      planned: [planned(-5, 12, "M10"), planned(12, 50, "M50"), planned(50, 60, "M10"), planned(60, 300, "M50")],
    });
    expect(levels).toEqual([
      { tier: "M10", y: 27.75 },
      { tier: "M50", y: 2 },
    ]);
    expect(bands).toEqual([
      {
        size: "M10",
        kind: "tier",
        className: "size-1",
        path: "M0 27.8H12V53.5H0ZM50 27.8H60V53.5H50Z",
        floor: "",
      },
      {
        size: "M50",
        kind: "tier",
        className: "size-5",
        path: "M12 2H50V53.5H12ZM60 2H240V53.5H60Z",
        floor: "",
      },
    ]);
  });

  it("of bounds lie between the two levels, with a floor below", () => {
    const { bands } = geometryOf({ planned: [planned(0, 24, "M30-M60"), planned(24, 240, "M10")] });
    expect(bands.map(({ size, path, floor }) => ({ size, path, floor }))).toEqual([
      { size: "M10", path: "M24 36.3H240V53.5H24Z", floor: "" },
      { size: "M30-M60", path: "M0 2H24V19.2H0Z", floor: "M0 19.2H24V53.5H0Z" },
    ]);
  });

  it("of a pause are a strip at the bottom, and what names no tier fills the height", () => {
    const { bands } = geometryOf({ planned: [planned(0, 24, "paused"), planned(24, 240, "unmanaged")] });
    expect(bands.map(({ className, path }) => [className, path])).toEqual([
      ["size-paused", "M0 50.5H24V53.5H0Z"],
      ["size-open", "M24 2H240V53.5H24Z"],
    ]);
  });

  it("of one size side by side are one box", () => {
    const { bands } = geometryOf({ planned: [planned(0, 24, "M50", "a"), planned(24, 240, "M50", "b")] });
    expect(bands.map(({ path }) => path)).toEqual(["M0 2H240V53.5H0Z"]);
  });

  it("narrower than a pixel are one pixel of the largest size among them, and the next begins behind it", () => {
    const { bands } = geometryOf({
      planned: [
        planned(0, 100, "M10"),
        planned(100, 100.2, "M30"),
        planned(100.2, 100.4, "M50"),
        planned(100.4, 100.5, "M10"),
        planned(100.5, 240, "M30"),
      ],
    });
    expect(bands.map(({ size, path }) => `${size} ${path}`)).toEqual([
      "M10 M0 36.3H100V53.5H0Z",
      "M30 M101 19.2H240V53.5H101Z",
      "M50 M100 2H101V53.5H100Z",
    ]);
  });

  it("keep a level for sizes that other lanes show", () => {
    const lane = aLane({ planned: [planned(0, 240, "M10")] });
    expect(laneGeometry(lane, tenDays, { ...frame, sizes: ["M40", "M80"] }).levels.map(({ tier }) => tier)).toEqual([
      "M10",
      "M40",
      "M80",
    ]);
  });

  it("have their size written in them where there is room", () => {
    const { labels } = geometryOf({
      planned: [planned(0, 100, "M10"), planned(100, 110, "M50"), planned(110, 240, "paused")],
    });
    expect(labels).toEqual([
      { x: 50, y: 36.75, text: "M10", className: "size-1" },
      { x: 175, y: 43.5, text: "paused", className: "size-paused" },
    ]);
  });
});

describe("the line of a lane", () => {
  it("climbs node by node inside a hatched box", () => {
    const change = (done: number) => ({ to: "M50", done, of: 3 });
    const { line, hatches } = geometryOf({
      actual: [
        actual(0, 12, "M10"),
        actual(12, 16, "M10", change(0)),
        actual(16, 20, "M10, M50", change(1)),
        actual(20, 24, "M10, M50", change(2)),
        actual(24, 48, "M50"),
      ],
    });
    expect(line).toBe("M0 27.8H12V27.8H16V19.2H20V10.6H24V2H48");
    expect(hatches).toBe("M12 2H16V27.8H12ZM16 2H20V27.8H16ZM20 2H24V27.8H20Z");
  });

  it("falls node by node too", () => {
    const { line } = geometryOf({
      actual: [actual(0, 12, "M10, M50", { to: "M10", done: 2, of: 3 }), actual(12, 24, "M10")],
    });
    expect(line).toBe("M0 19.2H12V27.8H24");
  });

  it("is broken where the cluster was paused, and where nothing is known", () => {
    const { line, gaps } = geometryOf({
      actual: [actual(0, 10, "M10"), actual(10, 20, "paused"), actual(20, 30, "M10"), actual(40, 50, "M10")],
    });
    expect(line).toBe("M0 2H10V53.5M20 53.5V2H30M40 2H50");
    expect(gaps).toBe("M10 53.5H20");
  });

  it("shows a change under way though it is narrower than a pixel", () => {
    const { hatches } = geometryOf({
      actual: [actual(0, 10, "M10"), actual(10, 10.1, "M10", { to: "M50", done: 0, of: 3 }), actual(10.1, 50, "M50")],
    });
    expect(hatches).toBe("M10 2H11V27.8H10Z");
  });
});

describe("the marks of a lane", () => {
  it("of one kind are one mark that counts where they would cover each other", () => {
    const mark = (hour: number, kind: "run-failed" | "conflict") => ({
      at: start + hour * HOUR,
      kind,
      says: `${kind} ${hour}`,
    });
    const { marks } = geometryOf({
      marks: [mark(12, "run-failed"), mark(10, "run-failed"), mark(11, "conflict"), mark(30, "run-failed")],
    });
    expect(marks.map(({ kind, x, count, marks: all }) => [kind, x, count, all.map(({ says }) => says)])).toEqual([
      ["run-failed", 10, 2, ["run-failed 10", "run-failed 12"]],
      ["conflict", 11, 1, ["conflict 11"]],
      ["run-failed", 30, 1, ["run-failed 30"]],
    ]);
  });

  it("that last begin at the edge where they began before the axis", () => {
    const { marks } = geometryOf({ marks: [{ at: start - DAY, until: start + DAY, kind: "hold", says: "held" }] });
    expect(marks).toMatchObject([{ x: 0, x1: 24 }]);
  });

  it("of boundaries are lines, with those between targets, one a pixel", () => {
    const { boundaries, marks } = geometryOf({
      planned: [planned(-9, 12, "M10"), planned(12, 50, "M50"), planned(50, 300, "M10")],
      marks: [{ at: start + 50.2 * HOUR, kind: "boundary", says: "M50 to M10" }],
    });
    expect(marks).toEqual([]);
    expect(boundaries).toBe("M12 0V55M50 0V55");
  });

  it("of boundaries are left out where they would hide the bands", () => {
    const everyHour = (hours: number) =>
      Array.from({ length: hours }, (_, hour) => planned(hour * 4, (hour + 1) * 4, hour % 2 === 0 ? "M10" : "M50"));
    expect(geometryOf({ planned: everyHour(15) }).boundaries.split("M")).toHaveLength(15);
    expect(geometryOf({ planned: everyHour(60) }).boundaries).toBe("");
  });

  it("have now beside them while it is on the axis", () => {
    expect(geometryOf({}, { ...tenDays, now: start + 24 * HOUR }).now).toBe(24);
    expect(geometryOf({}, { ...tenDays, now: start - 1 }).now).toBeNull();
    expect(geometryOf({}).now).toBeNull();
  });
});

/** Every number in path data, with the command that it belongs to. */
function coordinates(path: string): { readonly xs: number[]; readonly ys: number[] } {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const [, command, first, second] of path.matchAll(/([MHV])(-?[\d.]+)(?: (-?[\d.]+))?/g)) {
    if (command !== "V") xs.push(Number(first));
    if (command !== "H") ys.push(Number(command === "V" ? first : second));
  }
  return { xs, ys };
}

describe("any lane", () => {
  const width = 120;
  const height = 40;
  const each = (check: (geometry: ReturnType<typeof laneGeometry>) => void) =>
    fc.assert(fc.property(anyLane, (lane) => check(laneGeometry(lane, tenDays, { width, height }))));

  it("has all its shapes inside the box", () => {
    each(({ bands, line, hatches, gaps, boundaries, marks, labels }) => {
      const paths = [...bands.flatMap(({ path, floor }) => [path, floor]), line, hatches, gaps, boundaries];
      for (const { xs, ys } of paths.map(coordinates)) {
        expect(xs.every((x) => x >= 0 && x <= width)).toBe(true);
        expect(ys.every((y) => y >= 0 && y <= height)).toBe(true);
      }
      for (const { x, x1 } of marks)
        expect(x >= 0 && x < width && (x1 === null || (x1 >= x && x1 <= width))).toBe(true);
      expect(labels.every(({ x, y }) => x > 0 && x < width && y > 0 && y < height)).toBe(true);
    });
  });

  it("has no more shapes than pixels, however many stretches and marks", () => {
    each(({ bands, line, hatches, boundaries, marks }) => {
      const boxes = (path: string) => path.split("M").length - 1;
      expect(bands.reduce((sum, { path }) => sum + boxes(path), 0)).toBeLessThanOrEqual(width);
      expect(boxes(hatches)).toBeLessThanOrEqual(width);
      expect(boxes(boundaries)).toBeLessThanOrEqual(width + 1);
      expect((line.match(/H/g) ?? []).length).toBeLessThanOrEqual(width);
      for (const kind of MARK_KINDS) {
        expect(marks.filter((mark) => mark.kind === kind).length).toBeLessThanOrEqual(width / 12 + 1);
      }
    });
  });

  it("counts every mark on the axis once, and draws its line from left to right", () => {
    fc.assert(
      fc.property(anyLane, (lane) => {
        const { marks, line } = laneGeometry(lane, tenDays, { width, height });
        const shown = lane.marks.filter(
          ({ at, until = at, kind }) => kind !== "boundary" && at < tenDays.until && until >= tenDays.from,
        );
        expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(shown.length);
        const { xs } = coordinates(line);
        expect(xs.every((x, index) => x >= (xs[index - 1] ?? 0))).toBe(true);
      }),
    );
  });

  it("shows the largest size that it plans on the axis, however short", () => {
    fc.assert(
      fc.property(anyLane, fc.integer({ min: 0, max: 230 }), (lane, hour) => {
        const brief = [planned(hour, hour + 0.001, "M300"), planned(hour + 0.001, hour + 50, "M10")];
        const { bands } = laneGeometry({ ...lane, planned: brief }, tenDays, { width, height });
        expect(bands.map(({ size }) => size)).toContain("M300");
      }),
    );
  });
});

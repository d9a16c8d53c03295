import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { lanePatterns } from "../../../../../src/local/console/lanes/drawn/patterns";
import { axisSvg, type LaneDrawing, laneSvg, patternsSvg } from "../../../../../src/local/console/lanes/drawn/svg";
import { SIZE_CLASSES } from "../../../../../src/local/console/lanes/looks";
import { type Lane, MARK_KINDS } from "../../../../../src/local/console/lanes/model";
import { axisTicks } from "../../../../../src/local/console/lanes/ticks";
import { aLane, anyLane, planned, start, tenDays } from "../a-lane";

const ticks = axisTicks(tenDays, 240);
const drawing: LaneDrawing = {
  width: 240,
  height: 50,
  gutter: 40,
  ticks,
  name: "billing",
  tellStretch: ({ size, window }) => `${size} (${window ?? "baseline"})`,
  tellMark: ({ says }) => says,
};

/** Names of the tags that stand open at the end, or were closed in another order than they were opened. */
function misplacedTags(svg: string): string[] {
  const open: string[] = [];
  const misplaced: string[] = [];
  for (const [, slash, name = ""] of svg.matchAll(/<(\/?)([a-z]+)(?: [a-zA-Z-]+="[^"<>]*")*>/g)) {
    if (slash === "") open.push(name);
    else if (open.pop() !== name) misplaced.push(name);
  }
  return [...misplaced, ...open];
}

describe("laneSvg", () => {
  it("draws every shape with its class, and tells a pointer what it is over", () => {
    const lane = aLane({
      planned: [planned(0, 12, "M10"), planned(12, 100, "M30-M60", "sale"), planned(100, 240, "running")],
      marks: [{ at: start, kind: "conflict", says: "a and b overlap" }],
    });
    const svg = laneSvg(lane, { ...tenDays, now: start + 1 }, drawing);
    expect(svg).toContain('<path class="lane-band size-6" d="M12 2H100V17.5H12Z"');
    expect(svg).toContain('<path class="lane-bounds"');
    expect(svg).toContain('<path class="lane-open"');
    expect(svg).toContain('<path class="lane-now"');
    expect(svg).toContain('height="50"><title>M30-M60 (sale)</title></rect>');
    expect(svg).toContain('<g><title>a and b overlap</title><path class="lane-mark lane-mark-conflict"');
    expect(svg).toContain('viewBox="0 0 280 66"');
  });

  it("shows hostile text as text", () => {
    const hostile = `</title><script>alert("1")</script>'\u202e\u0000`;
    const lane: Lane = aLane({
      planned: [planned(0, 240, hostile, hostile)],
      marks: [{ at: start, kind: "warning", says: hostile }],
    });
    const svg = laneSvg(lane, tenDays, { ...drawing, name: hostile });
    expect(["<script", "\u202e", "\u0000"].filter((one) => svg.includes(one))).toEqual([]);
    expect(misplacedTags(svg)).toEqual([]);
  });

  it("is well-formed for any lane, and has no more tags than its width allows", () => {
    fc.assert(
      fc.property(anyLane, (lane) => {
        const svg = laneSvg(lane, tenDays, drawing);
        expect(misplacedTags(svg)).toEqual([]);
        expect(svg.split("<").length).toBeLessThan(10 * drawing.width);
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      }),
    );
  });
});

describe("axisSvg", () => {
  it("writes the ticks that have room for their label", () => {
    const svg = axisSvg([...ticks, { at: 0, x: 230, label: "10 Dec", isMajor: false }], drawing);
    expect([...svg.matchAll(/>([^<]+)<\/text>/g)].map(([, label]) => label)).toEqual(["7 Dec"]);
  });
});

describe("lanes.css", () => {
  const css = readFileSync(require.resolve("../../../../../src/local/console/lanes/drawn/lanes.css"), "utf8");

  it("has looks for every size, every kind of mark and every pattern", () => {
    const wanted = [...SIZE_CLASSES.map((name) => `.${name} `), ...MARK_KINDS.map((kind) => `.lane-mark-${kind}`)];
    expect([...wanted, ...lanePatterns.map(({ id }) => `url("#${id}")`)].filter((one) => !css.includes(one))).toEqual(
      [],
    );
    for (const { id } of lanePatterns) expect(patternsSvg()).toContain(`<pattern id="${id}"`);
  });

  it.each(["light", "dark"] as const)("gives text on every band enough contrast: %s", (scheme) => {
    const tokens = readFileSync(require.resolve("../../../../../src/local/console/page/styles/tokens.css"), "utf8");
    const [light = "", dark = ""] = css.split("@media");
    const colours = scheme === "light" ? light : dark.slice(0, dark.indexOf("\n}"));
    const [lightTokens = "", darkTokens = ""] = tokens.split("@media");
    const text = /--text: (#\w{6})/.exec(scheme === "light" ? lightTokens : darkTokens)?.[1] ?? "";
    const bands = [...colours.matchAll(/--size-\d: (#\w{6})/g)].map(([, colour = ""]) => contrastOf(colour, text));
    expect(bands.length).toBe(8);
    expect(Math.min(...bands)).toBeGreaterThanOrEqual(4.5);
  });
});

/** As WCAG reckons it. */
function contrastOf(one: string, other: string): number {
  const [low = 0, high = 0] = [one, other].map(luminanceOf).sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

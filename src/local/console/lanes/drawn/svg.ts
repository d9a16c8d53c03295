/** A lane as SVG text, for pages that have no script to draw it. lanes.css gives it its looks. */
import { type LaneFrame, type LaneGeometry, laneGeometry, plannedRuns } from "../geometry";
import type { Axis, Lane, Mark, PlannedStretch } from "../model";
import type { PlacedMark } from "../shapes/marks";
import { short, vertical } from "../shapes/path";
import type { Tick } from "../ticks";
import { markShapes } from "./mark-shapes";
import { lanePatterns } from "./patterns";
import { element, escapeText, pathElement } from "./svg-text";

export interface LaneDrawing extends LaneFrame {
  readonly ticks: readonly Tick[];
  /** Room to the left for the names of the levels. */
  readonly gutter: number;
  /** What the picture is, for those who do not see it. */
  readonly name: string;
  /** What a pointer over a stretch, or over a mark, is told. */
  readonly tellStretch: (stretch: PlannedStretch) => string;
  readonly tellMark: (mark: Mark) => string;
}

/** Marks stand in a row above the lane. */
const MARKS_PX = 16;
const TICK_LABELS_PX = 18;
const LEVEL_PX = 13;

/** The hatching that lanes refer to. It must stand in the page once, and not be `display: none`. */
export function patternsSvg(): string {
  const patterns = lanePatterns.map(({ id, size, path }) =>
    element(
      "pattern",
      { id, width: size, height: size, patternUnits: "userSpaceOnUse" },
      element("path", { class: `lane-pattern lane-pattern-${id.replace("lane-", "")}`, d: path }),
    ),
  );
  return element("svg", { width: 0, height: 0, "aria-hidden": "true" }, element("defs", {}, patterns.join("")));
}

export function laneSvg(lane: Lane, axis: Axis, drawing: LaneDrawing): string {
  const { gutter, width, height, name, ticks } = drawing;
  const geometry = laneGeometry(lane, axis, drawing);
  const above = geometry.marks.length === 0 ? 0 : MARKS_PX;
  const parts = [
    pathElement("lane-grid", ticks.map(({ x }) => vertical(x, 0, height)).join("")),
    shapesOf(geometry),
    stretchesOf(lane, axis, drawing),
  ];
  const content = [
    element("g", { transform: `translate(${gutter} ${above})` }, parts.join("")),
    element("g", { transform: `translate(${gutter} ${MARKS_PX / 2})` }, marksOf(geometry, drawing)),
    element("g", { transform: `translate(${gutter - 6} ${above})` }, levelsOf(geometry)),
  ];
  return frame(gutter + width, height + above, { role: "img", "aria-label": name }, content.join(""));
}

/** The axis that belongs above or below lanes of the same width and gutter. */
export function axisSvg(ticks: readonly Tick[], { gutter, width }: Pick<LaneDrawing, "gutter" | "width">): string {
  const fits = ({ x, label }: Tick) => x + 4 + label.length * 7 <= width;
  const labels = ticks.filter(fits).map(({ x, label, isMajor }) => {
    const className = isMajor ? "lane-tick lane-tick-major" : "lane-tick";
    return element("text", { class: className, x: short(gutter + x + 3), y: TICK_LABELS_PX / 2 }, escapeText(label));
  });
  const lines = ticks.map(({ x }) => vertical(gutter + x, 0, TICK_LABELS_PX)).join("");
  const content = pathElement("lane-grid", lines) + labels.join("");
  return frame(gutter + width, TICK_LABELS_PX, { "aria-hidden": "true" }, content);
}

function frame(width: number, height: number, attributes: Readonly<Record<string, string>>, content: string): string {
  return element("svg", { class: "lane", viewBox: `0 0 ${width} ${height}`, width, height, ...attributes }, content);
}

function shapesOf({ bands, boundaries, hatches, gaps, line, labels, now, height }: LaneGeometry): string {
  const hatchings = { tier: "", paused: "", bounds: "lane-bounds", open: "lane-open" };
  return [
    ...bands.map(({ className, floor }) => pathElement(`lane-floor ${className}`, floor)),
    ...bands.map(({ className, path }) => pathElement(`lane-band ${className}`, path)),
    ...bands.map(({ kind, path }) => (hatchings[kind] === "" ? "" : pathElement(hatchings[kind], path))),
    pathElement("lane-boundaries", boundaries),
    pathElement("lane-hatches", hatches),
    pathElement("lane-gaps", gaps),
    pathElement("lane-line", line),
    ...labels.map(labelOf),
    now === null ? "" : pathElement("lane-now", vertical(now, 0, height)),
  ].join("");
}

function labelOf({ x, y, text, className }: LaneGeometry["labels"][number]): string {
  return element("text", { class: `lane-label ${className}`, x: short(x), y: short(y) }, escapeText(text));
}

/** A name needs its own room: where levels are near each other, the larger tier has it. */
function levelsOf({ levels }: LaneGeometry): string {
  const shown: { readonly tier: string; readonly y: number }[] = [];
  for (const level of [...levels].reverse()) {
    if (level.y - (shown.at(-1)?.y ?? Number.NEGATIVE_INFINITY) >= LEVEL_PX) shown.push(level);
  }
  return shown
    .map(({ tier, y }) => element("text", { class: "lane-level", x: 0, y: short(y + 5) }, escapeText(tier)))
    .join("");
}

function stretchesOf(lane: Lane, axis: Axis, { width, height, tellStretch }: LaneDrawing): string {
  return plannedRuns(lane, axis, width)
    .map(({ x0, x1, stretch }) => {
      const title = element("title", {}, linesOf(tellStretch(stretch)));
      return element("rect", { class: "lane-hit", x: short(x0), y: 0, width: short(x1 - x0), height }, title);
    })
    .join("");
}

function marksOf({ marks }: LaneGeometry, { tellMark }: LaneDrawing): string {
  return marks.map((mark) => markOf(mark, tellMark)).join("");
}

function markOf({ kind, x, x1, marks, count }: PlacedMark, tellMark: (mark: Mark) => string): string {
  const more = count - marks.length;
  const told = [...marks.map(tellMark), ...(more > 0 ? [`… and ${more} more`] : [])].join("\n");
  const span =
    x1 === null || x1 - x < 1 ? "" : pathElement(`lane-mark lane-mark-${kind}`, `M${short(x)} 0H${short(x1)}`);
  const shape = element("path", {
    class: `lane-mark lane-mark-${kind}`,
    d: markShapes[kind].path,
    transform: `translate(${short(x)} 0)`,
  });
  return element("g", {}, element("title", {}, linesOf(told)) + span + shape);
}

/** Line ends between the marks stay; what is in a mark is visible. */
function linesOf(text: string): string {
  return text.split("\n").map(escapeText).join("\n");
}

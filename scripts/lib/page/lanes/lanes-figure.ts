/** Lanes one below the other on one axis of time, with what their colours, hatching and marks mean. */
import { markShapes } from "../../../../src/local/console/lanes/drawn/mark-shapes";
import { axisSvg, type LaneDrawing, laneSvg } from "../../../../src/local/console/lanes/drawn/svg";
import { element } from "../../../../src/local/console/lanes/drawn/svg-text";
import { plannedRuns } from "../../../../src/local/console/lanes/geometry";
import { sizeClass } from "../../../../src/local/console/lanes/looks";
import type { Axis, Lane, MarkKind, PlannedStretch, Size } from "../../../../src/local/console/lanes/model";
import { sizesIn } from "../../../../src/local/console/lanes/shapes/levels";
import { compareSizes, readSize } from "../../../../src/local/console/lanes/sizes";
import { axisTicks, type Tick } from "../../../../src/local/console/lanes/ticks";
import type { Zone } from "../../../../src/schedule/calendar/zone";
import { formatLength, offsetAt } from "../../planning/local-time";
import { dataElement, type Html, html, raw } from "../html";
import { inBothZones } from "../instants";
import { laneData } from "./lane-data";

export interface FigureRow {
  readonly lane: Lane;
  readonly zone: Zone;
  /** What stands above the lane. */
  readonly heading: Html;
  /** What stands below it, on this axis. */
  readonly below?: (axis: Axis) => Html | null;
}

export interface LanesFigure {
  readonly label: string;
  readonly axis: Axis;
  /** Whose days the axis shows. */
  readonly zone: Zone;
  /** Rows whose lanes have the same key are compared with each other, and have the same levels. */
  readonly rows: readonly FigureRow[];
}

export const PLOT = { width: 1_000, height: 56, gutter: 52 } as const;

export function lanesFigure(figure: LanesFigure): Html {
  const { label, axis, zone, rows } = figure;
  const ticks = axisTicks(axis, PLOT.width, (ms) => offsetAt(zone, ms));
  const sizes = new Set(rows.flatMap(({ lane }) => [...sizesIn(lane)]));
  const drawn = rows.map((row) => rowOf(row, axis, ticks, sizesOfKey(rows, row.lane.key)));
  return html`<figure class="lanes" aria-label="${label}">
<div class="lanes-scroll" role="region" tabindex="0" aria-label="${`${label}: lanes`}">
<div class="lanes-axis">${raw(axisSvg(ticks, PLOT))}</div>
${drawn}
</div>
${legend(sizes, rows, axis)}
<figcaption class="quiet">${captionOf(figure)}</figcaption>
${dataElement("lanes-data", { ...axis, ...PLOT, lanes: rows.map(({ lane, zone: own }) => laneData(lane, own, axis)) })}
</figure>`;
}

function captionOf({ axis, zone, rows }: LanesFigure): string {
  const isDense = rows.some(({ lane }) => {
    const onAxis = lane.planned.filter(({ from, until }) => from < axis.until && until > axis.from);
    return plannedRuns(lane, axis, PLOT.width).length < onAxis.length;
  });
  const dense = " Changes that are too close to be drawn apart are drawn as the largest size among them.";
  return `Days and hours of the axis: ${zone.name}.${isDense ? dense : ""}`;
}

function sizesOfKey(rows: readonly FigureRow[], key: string): Set<Size> {
  return new Set(rows.filter(({ lane }) => lane.key === key).flatMap(({ lane }) => [...sizesIn(lane)]));
}

function rowOf({ lane, zone, heading, below }: FigureRow, axis: Axis, ticks: readonly Tick[], sizes: Set<Size>): Html {
  const drawing: LaneDrawing = {
    ...PLOT,
    sizes,
    ticks,
    name: `${lane.label}: sizes over time, as the tables of this page list them`,
    tellStretch: (stretch) => tellStretch(stretch, zone),
    tellMark: ({ at, says }) => `${inBothZones(at, zone)}\n${says}`,
  };
  return html`<div class="lanes-row"><div class="lanes-heading">${heading}</div>${raw(laneSvg(lane, axis, drawing))}${below?.(axis) ?? null}</div>
`;
}

function tellStretch({ size, window, from, until }: PlannedStretch, zone: Zone): string {
  return [
    `${size} (${window ?? "baseline"}) for ${formatLength(until - from)}`,
    `from ${inBothZones(from, zone)}`,
    `until ${inBothZones(until, zone)}`,
  ].join("\n");
}

function legend(sizes: Iterable<Size>, rows: readonly FigureRow[], axis: Axis): Html {
  const known = [...sizes].filter((size) => !size.includes(",")).sort(compareSizes);
  const kinds = new Set(rows.flatMap(({ lane }) => lane.marks.map(({ kind }) => kind)));
  const hasActual = rows.some(({ lane }) => lane.actual.length > 0);
  const isNowShown = axis.now !== null && axis.now >= axis.from && axis.now < axis.until;
  const entries = [
    ...known.map((size) => entry(sizeSample(size), size)),
    ...(hasActual ? [entry(sample(strokeOf("lane-line", "M0 7H22")), "what the cluster was")] : []),
    ...(hasActual ? [entry(sample(boxOf("lane-hatches")), "Atlas changes it, node by node")] : []),
    ...[...kinds].filter((kind) => kind !== "boundary").map((kind) => entry(markSample(kind), markShapes[kind].name)),
    ...(isNowShown ? [entry(sample(strokeOf("lane-now", "M11 0V14")), "now, when this page was made")] : []),
  ];
  return html`<ul class="lanes-legend" aria-label="What the picture shows">${entries}</ul>`;
}

function entry(picture: Html, text: string): Html {
  return html`<li>${picture}${text}</li>`;
}

function sample(content: string): Html {
  return raw(element("svg", { width: 22, height: 14, viewBox: "0 0 22 14", "aria-hidden": "true" }, content));
}

function boxOf(className: string): string {
  return element("path", { class: className, d: "M1 1H21V13H1Z" });
}

function strokeOf(className: string, path: string): string {
  return element("path", { class: className, d: path });
}

function sizeSample(size: Size): Html {
  const hatching = { tier: "", paused: "", bounds: boxOf("lane-bounds"), open: boxOf("lane-open") };
  return sample(boxOf(`lane-band ${sizeClass(size)}`) + hatching[readSize(size).kind]);
}

function markSample(kind: MarkKind): Html {
  const attributes = { class: `lane-mark lane-mark-${kind}`, d: markShapes[kind].path, transform: "translate(11 7)" };
  return sample(element("path", attributes));
}

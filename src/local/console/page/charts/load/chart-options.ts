/** How uPlot draws a measure of the load: no legend and no cursor of its own, as the lane has both. */
import type uPlot from "uplot";
import { GUTTER } from "../lane/lane-picture";

export type LoadKind = "operations" | "latency";

const strokes: Readonly<Record<LoadKind, string>> = { operations: "--accent", latency: "--lane-hatching" };

/** Colours are looked up at each drawing, so that they follow the theme. */
const colour = (name: string) => () => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export function chartOptions(kind: LoadKind, width: number, height: number): uPlot.Options {
  const grid = { stroke: colour("--line"), width: 1 };
  return {
    width,
    height,
    padding: [4, 0, 4, 0],
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { time: false, auto: false },
      // From nought, so that twice as high is twice as much.
      y: { range: (_plot, _min, max) => [0, max > 0 ? max * 1.1 : 1] },
    },
    axes: [
      { show: false },
      {
        size: GUTTER,
        font: "11px system-ui",
        stroke: colour("--quiet"),
        grid,
        ticks: { show: false },
        space: 22,
        values: (_plot, values) => values.map(shortNumber),
      },
    ],
    series: [{}, { stroke: colour(strokes[kind]), width: 1.5, points: { show: false } }],
  };
}

const shortNumber = (value: number) => (value >= 1_000 ? `${value / 1_000}k` : String(value));

/** What the clusters should have been and what they were, as lines of a terminal. */
import { utc } from "../../../src/schedule/calendar/zone";
import { dayTimeline, type TimelineRow } from "../../lib/timeline/days";
import { CHANGING, looksOf } from "../../lib/timeline/looks";
import { type Terminal, timelineLegend } from "../../lib/timeline/paint-cells";
import type { ClusterLane } from "../story/lanes";

const MOST_CLUSTERS = 12;

/** None where so many days have no room in a line. */
export function sizeLines(
  lanes: readonly ClusterLane[],
  span: { readonly from: number; readonly until: number },
  terminal: Terminal,
): string[] {
  const rows = lanes.slice(0, MOST_CLUSTERS).flatMap(rowsOf);
  const looks = looksOf(rows.flatMap(({ stretches }) => stretches.map(({ size }) => size)));
  const shown = dayTimeline(rows, span, utc, looks, terminal);
  if (shown === null) return [];
  const more = lanes.length - MOST_CLUSTERS;
  return [
    terminal.paint("bold", "Sizes (UTC)"),
    ...shown.lines,
    ...(more > 0 ? [`  … and ${more} more`] : []),
    ...timelineLegend(looks, shown.cellsPerDay, "UTC", terminal.paint),
  ];
}

function rowsOf({ lane: { label, planned, actual } }: ClusterLane): TimelineRow[] {
  const was = actual.map(({ from, until, size, changing }) => ({
    from,
    until,
    size: changing === null ? size : CHANGING,
  }));
  return [
    { label: `${label} wanted`, stretches: planned },
    { label: "was".padStart(label.length + 4), stretches: was },
  ];
}

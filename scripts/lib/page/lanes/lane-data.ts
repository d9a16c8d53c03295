/** What the page's script knows of a lane, to read it at an instant. */
import type { ActualStretch, Axis, Lane } from "../../../../src/local/console/lanes/model";
import { visibleText } from "../../../../src/local/console/lanes/visible-text";
import { steadySpan, type Zone } from "../../../../src/schedule/calendar/zone";
import { MS_PER_MINUTE } from "../../../../src/schedule/time-units";

export interface LaneData {
  readonly label: string;
  readonly zone: string;
  /** From each instant on, the zone's clocks are so many minutes ahead of UTC. */
  readonly offsets: readonly { readonly from: number; readonly minutes: number }[];
  readonly planned: readonly { readonly from: number; readonly until: number; readonly says: string }[];
  readonly actual: readonly { readonly from: number; readonly until: number; readonly says: string }[];
}

/** What a page tells its script about a figure. */
export interface FigureData extends Axis {
  readonly width: number;
  readonly gutter: number;
  readonly lanes: readonly LaneData[];
}

/** A page is not to hold more of one lane: of longer plans only the titles of the picture tell. */
const MOST_STRETCHES = 10_000;

export function laneData({ label, planned, actual }: Lane, zone: Zone, axis: Axis): LaneData {
  const isOnAxis = ({ from, until }: { readonly from: number; readonly until: number }) =>
    from < axis.until && until > axis.from;
  const [targets, sizes] = [planned.filter(isOnAxis), actual.filter(isOnAxis)];
  const data = { label: visibleText(label), zone: zone.name, offsets: offsetsOf(zone, axis) };
  if (targets.length + sizes.length > MOST_STRETCHES) return { ...data, planned: [], actual: [] };
  return {
    ...data,
    planned: targets.map(({ from, until, size, window }) => ({
      from,
      until,
      says: visibleText(`${size} (${window ?? "baseline"})`),
    })),
    actual: sizes.map((stretch) => ({
      from: stretch.from,
      until: stretch.until,
      says: visibleText(sayActual(stretch)),
    })),
  };
}

function sayActual({ size, changing }: ActualStretch): string {
  if (changing === null) return size;
  return `${size}, changing to ${changing.to}, ${changing.done} of ${changing.of} nodes done`;
}

function offsetsOf(zone: Zone, { from, until }: Axis): LaneData["offsets"] {
  const offsets: { from: number; minutes: number }[] = [];
  let minute = Math.floor(from / MS_PER_MINUTE);
  while (minute * MS_PER_MINUTE < until) {
    const { offset, until: end } = steadySpan(zone, minute);
    offsets.push({ from: minute * MS_PER_MINUTE, minutes: offset });
    if (end <= minute) break;
    minute = end;
  }
  return offsets;
}

/** A strip below two lanes that is filled where they plan something else. */

import { element, pathElement } from "../../../../src/local/console/lanes/drawn/svg-text";
import type { Axis, Lane, PlannedStretch } from "../../../../src/local/console/lanes/model";
import { rectangle, vertical } from "../../../../src/local/console/lanes/shapes/path";
import { runsOf } from "../../../../src/local/console/lanes/shapes/runs";
import { type Html, raw } from "../html";
import { PLOT } from "./lanes-figure";

const HEIGHT = 10;

interface Span {
  readonly from: number;
  readonly until: number;
}

export function differenceStrip(was: Lane, is: Lane, axis: Axis): Html {
  const runs = runsOf(differencesOf(was.planned, is.planned, axis), axis, PLOT.width, (one) => one);
  const boxes = runs.map(({ x0, x1 }) => rectangle(PLOT.gutter + x0, 0, PLOT.gutter + x1, HEIGHT)).join("");
  const edges = vertical(PLOT.gutter, 0, HEIGHT) + vertical(PLOT.gutter + PLOT.width, 0, HEIGHT);
  const label = element("text", { class: "lane-level", x: PLOT.gutter - 6, y: HEIGHT / 2 }, "differs");
  const viewBox = `0 0 ${PLOT.gutter + PLOT.width} ${HEIGHT}`;
  const content = pathElement("lane-grid", edges) + pathElement("lane-difference", boxes) + label;
  return raw(element("svg", { class: "lane lane-strip", viewBox, "aria-hidden": "true" }, content));
}

/** The times in which the two plan another size, in order; where only one plans anything, all of it. */
export function differencesOf(
  was: readonly PlannedStretch[],
  is: readonly PlannedStretch[],
  { from, until }: Span,
): Span[] {
  const spans: Span[] = [];
  let at = from;
  for (let [i, j] = [0, 0]; at < until; ) {
    const [one, other] = [was[i], is[j]];
    const end = Math.min(one?.until ?? until, other?.until ?? until, until);
    const isOther = one?.size !== other?.size;
    if (end > at && isOther) spans.push({ from: at, until: end });
    at = Math.max(at, end);
    if (one !== undefined && one.until <= end) i += 1;
    if (other !== undefined && other.until <= end) j += 1;
    if (one === undefined && other === undefined) break;
  }
  return joined(spans);
}

function joined(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of spans) {
    const last = found.at(-1);
    if (last?.until === span.from) found[found.length - 1] = { from: last.from, until: span.until };
    else found.push(span);
  }
  return found;
}

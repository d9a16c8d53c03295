/** From instants to pixels and back, on an axis of a width. */
import type { Axis } from "./model";

type Span = Pick<Axis, "from" | "until">;

/** Not clipped: what lies before the axis has a negative place. */
export function xOf(at: number, { from, until }: Span, width: number): number {
  return until > from ? ((at - from) / (until - from)) * width : 0;
}

export function instantAt(x: number, { from, until }: Span, width: number): number {
  return width > 0 ? from + (x / width) * (until - from) : from;
}

export function clippedX(at: number, axis: Span, width: number): number {
  return Math.min(Math.max(xOf(at, axis, width), 0), width);
}

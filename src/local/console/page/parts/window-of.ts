/** Which rows of a long list are drawn: those in sight, and some on each side, so that a quick scroll shows no gap. Pure. */

export interface Sight {
  /** By how many pixels it is scrolled. */
  readonly top: number;
  readonly height: number;
}

export interface Rows {
  readonly first: number;
  /** One after the last. */
  readonly end: number;
}

const SPARE = 12;

export function windowOf(count: number, rowHeight: number, { top, height }: Sight): Rows {
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight), count) - SPARE);
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + SPARE);
  return { first, end: Math.max(first, end) };
}

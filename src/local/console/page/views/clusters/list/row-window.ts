/** Of a long list only the rows in sight are drawn, and a few around them; the others are room. Pure. */

export interface RowWindow {
  readonly first: number;
  /** After the last. */
  readonly end: number;
  readonly above: number;
  readonly below: number;
}

/** `top` and `bottom`: what is in sight, in pixels of the list. */
export function rowWindow(heights: readonly number[], top: number, bottom: number, margin: number): RowWindow {
  let [first, end, above, below, y] = [-1, 0, 0, 0, 0];
  heights.forEach((height, index) => {
    const isSeen = y + height > top - margin && y < bottom + margin;
    if (isSeen && first === -1) [first, above] = [index, y];
    if (isSeen) end = index + 1;
    else if (first !== -1) below += height;
    y += height;
  });
  return first === -1 ? { first: 0, end: 0, above: y, below: 0 } : { first, end, above, below };
}

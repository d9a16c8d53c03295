/** Hatching, by which bands and changes are told apart without colour. Once in a page; lanes.css refers to it by these ids. */

export interface LanePattern {
  readonly id: "lane-changing" | "lane-bounds" | "lane-open";
  /** The side of its square. */
  readonly size: number;
  /** Path data of one square, to be stroked. */
  readonly path: string;
}

export const lanePatterns: readonly LanePattern[] = [
  { id: "lane-changing", size: 6, path: "M-1.5 1.5L1.5 -1.5M0 6L6 0M4.5 7.5L7.5 4.5" },
  { id: "lane-bounds", size: 5, path: "M0 2.5H5" },
  { id: "lane-open", size: 8, path: "M3 4H5M4 3V5" },
];

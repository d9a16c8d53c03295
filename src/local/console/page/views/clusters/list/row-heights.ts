/** How high the rows of the list are: fixed, so that the list knows its height without drawing all of it. */
import { useEffect, useState } from "preact/hooks";
import { MARKS_PX } from "../../../charts/lane/lane-picture";
import { LOAD_PX } from "../../../charts/load/load-chart";

export interface RowLooks {
  /** The label stands above the lane. */
  readonly isNarrow: boolean;
  readonly laneHeight: number;
  readonly rowHeight: number;
  readonly expandedHeight: number;
}

const LABEL_PX = 104;
const NARROW_LANE_PX = 52;
const PADDING_PX = 16;

export function rowLooks(isNarrow: boolean): RowLooks {
  const laneHeight = isNarrow ? NARROW_LANE_PX : LABEL_PX - MARKS_PX - 4;
  const rowHeight = PADDING_PX + LABEL_PX + (isNarrow ? MARKS_PX + laneHeight + 4 : 0);
  return { isNarrow, laneHeight, rowHeight, expandedHeight: rowHeight + 2 * LOAD_PX };
}

export function useRowLooks(): RowLooks {
  const [query] = useState(() => matchMedia("(max-width: 860px)"));
  const [isNarrow, setIsNarrow] = useState(query.matches);
  useEffect(() => {
    const look = () => setIsNarrow(query.matches);
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, [query]);
  return rowLooks(isNarrow);
}

import { useMemo } from "preact/hooks";
import { laneGeometry } from "../../../lanes/geometry";
import type { Axis, Lane } from "../../../lanes/model";
import { vertical } from "../../../lanes/shapes/path";
import type { Tick } from "../../../lanes/ticks";
import { LaneLevels, LaneMarks, LaneShapes } from "./lane-shapes";

/** Room to the left of a lane for the names of its levels. */
export const GUTTER = 48;
/** Marks stand in a row above the lane. */
export const MARKS_PX = 16;

interface LanePictureProps {
  readonly lane: Lane;
  readonly axis: Axis;
  readonly ticks: readonly Tick[];
  /** Of the lane itself, without the gutter. */
  readonly width: number;
  /** Without the row of marks. */
  readonly height: number;
  /** What the picture is, for those who do not see it; left out: the element around it says so. */
  readonly name?: string;
}

/** A lane, drawn again only when the lane or its axis is another object. */
export function LanePicture({ lane, axis, ticks, width, height, name }: LanePictureProps) {
  return useMemo(() => {
    const geometry = laneGeometry(lane, axis, { width, height });
    return (
      <svg
        class="lane"
        width={GUTTER + width}
        height={MARKS_PX + height}
        role="img"
        aria-label={name}
        aria-hidden={name === undefined}
      >
        <g transform={`translate(${GUTTER} ${MARKS_PX})`}>
          <path class="lane-grid" d={ticks.map(({ x }) => vertical(x, 0, height)).join("")} />
          <LaneShapes geometry={geometry} />
          <LaneLevels levels={geometry.levels} />
        </g>
        <g transform={`translate(${GUTTER} ${MARKS_PX / 2})`}>
          <LaneMarks marks={geometry.marks} />
        </g>
      </svg>
    );
  }, [lane, axis, ticks, width, height, name]);
}

/** A lane that can be read, dragged and zoomed, by pointer and by keys, and the charts below it. */
import { useRef } from "preact/hooks";
import type { Lane } from "../../../../lanes/model";
import { xOf } from "../../../../lanes/scale";
import { visibleText } from "../../../../lanes/visible-text";
import { GUTTER, LanePicture, MARKS_PX } from "../../../charts/lane/lane-picture";
import { laneSentences } from "../../../charts/lane/lane-sentences";
import { utcText } from "../../../state/instants";
import type { AxisControl } from "../axis/use-view-axis";
import type { Cursor } from "./cursor";
import { laneKey } from "./lane-keys";
import { LaneReading } from "./lane-reading";
import { LoadOfLane } from "./load-of-lane";
import { usePlotGestures } from "./use-plot-gestures";

export interface LaneStageProps {
  readonly name: string;
  readonly lane: Lane;
  readonly control: AxisControl;
  /** Of the axis, without the gutter. */
  readonly width: number;
  /** Of the lane, without the row of marks. */
  readonly height: number;
  readonly cursor: Cursor | null;
  readonly onCursor: (cursor: Cursor | null) => void;
  readonly isExpanded: boolean;
  readonly onToggle: () => void;
  /** When it is another, the simulated load is asked for again. */
  readonly basis: string;
}

/** Marks within so many pixels of the cursor are told. */
const NEAR_PX = 8;

export function LaneStage(props: LaneStageProps) {
  const { name, lane, control, width, height, cursor, onCursor, isExpanded, onToggle } = props;
  const { axis, ticks } = control;
  const element = useRef<HTMLDivElement>(null);
  const read = (at: number | null, isByKey = false) => onCursor(at === null ? null : { key: lane.key, at, isByKey });
  const gestures = usePlotGestures(element, width, control, read);
  const own = cursor?.key === lane.key ? cursor : null;
  const at = own?.at ?? axis.now ?? axis.from;

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const pressed = laneKey(event.key, { lane, axis, at, isShifted: event.shiftKey });
    if (pressed === null) return;
    event.preventDefault();
    if (pressed.does === "toggle") onToggle();
    else if (pressed.does === "leave") onCursor(null);
    else if (pressed.does === "zoom") control.zoomBy(pressed.factor, at);
    else if (pressed.does === "pan") {
      control.panBy(pressed.ms);
      read(at + pressed.ms, true);
    } else {
      control.show(pressed.to);
      read(pressed.to, true);
    }
  };

  return (
    <div
      ref={element}
      class="stage"
      role="slider"
      tabIndex={0}
      aria-label={`History and plan of ${visibleText(name)}`}
      aria-valuemin={Math.round(axis.from / 60_000)}
      aria-valuemax={Math.round(axis.until / 60_000)}
      aria-valuenow={Math.round(at / 60_000)}
      aria-valuetext={utcText(at)}
      onKeyDown={press}
      onFocus={(event) => event.currentTarget.matches(":focus-visible") && read(at, true)}
      onBlur={() => onCursor(null)}
      {...gestures}
    >
      <LanePicture lane={lane} axis={axis} ticks={ticks} width={width} height={height} />
      <LoadOfLane {...props} at={own?.at ?? null} isShown={isExpanded}>
        {(load) => (
          <>
            {cursor !== null && <CursorLine cursor={cursor} control={control} width={width} />}
            {own !== null && (
              <LaneReading
                sentences={laneSentences(lane, own.at, (NEAR_PX / width) * (axis.until - axis.from), axis.now)}
                load={load}
                x={GUTTER + xOf(own.at, axis, width)}
                width={GUTTER + width}
                top={MARKS_PX + height + 2}
              />
            )}
          </>
        )}
      </LoadOfLane>
    </div>
  );
}

interface CursorLineProps {
  readonly cursor: Cursor;
  readonly control: AxisControl;
  readonly width: number;
}

function CursorLine({ cursor, control: { axis }, width }: CursorLineProps) {
  const x = xOf(cursor.at, axis, width);
  if (x < 0 || x > width) return null;
  return <div class="cursor-line" style={{ transform: `translateX(${Math.round(GUTTER + x)}px)` }} />;
}

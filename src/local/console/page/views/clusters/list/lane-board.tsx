import type { ClusterState } from "../../../../protocol";
import { TimeAxis } from "../../../charts/axis/time-axis";
import { LaneLegend } from "../../../charts/lane/lane-legend";
import { GUTTER } from "../../../charts/lane/lane-picture";
import { useWidth } from "../../../charts/use-width";
import { AxisBar } from "../axis/axis-bar";
import type { KeptView } from "../axis/use-kept-view";
import { useViewAxis } from "../axis/use-view-axis";
import { ClusterList } from "./cluster-list";
import { useRowLooks } from "./row-heights";

const KINDS = ["changed-by-hand", "auto-scaled", "run-failed", "firing-lost", "hold"] as const;

interface LaneBoardProps {
  readonly clusters: readonly ClusterState[];
  readonly kept: KeptView;
}

/** The lanes below their axis, which stays in sight while they scroll. */
export function LaneBoard({ clusters, kept }: LaneBoardProps) {
  const [place, placeWidth] = useWidth<HTMLDivElement>();
  const looks = useRowLooks();
  const width = Math.max(placeWidth - GUTTER, 0);
  const control = useViewAxis(width, kept);
  return (
    <section class="board" aria-label="Lanes">
      <div class="board-head">
        <AxisBar control={control} />
        <div class="board-axis" ref={place}>
          {width > 0 && <TimeAxis ticks={control.ticks} width={width} gutter={GUTTER} />}
        </div>
      </div>
      {width > 0 && <ClusterList {...{ clusters, control, width, looks }} />}
      <details class="legend-place">
        <summary>What the shapes mean, and keys and gestures</summary>
        <LaneLegend kinds={KINDS} />
        <p class="quiet">
          Drag moves the time shown; a pinch, or the wheel with Ctrl, zooms. A lane in focus is read with the arrow
          keys; ? lists all keys.
        </p>
      </details>
    </section>
  );
}

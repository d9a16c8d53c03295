import { useState } from "preact/hooks";
import type { ClusterState } from "../../../../protocol";
import { TimeAxis } from "../../../charts/axis/time-axis";
import { GUTTER } from "../../../charts/lane/lane-picture";
import { useWidth } from "../../../charts/use-width";
import { AxisBar } from "../axis/axis-bar";
import { useKeptView } from "../axis/use-kept-view";
import { type AxisControl, useViewAxis } from "../axis/use-view-axis";
import { useLanes } from "../lanes/use-lanes";
import type { Cursor } from "../row/cursor";
import { CursorAloud } from "../row/cursor-aloud";
import { LaneStage } from "../row/lane-stage";

const HEIGHT = 96;

export function DetailLane({ cluster }: { readonly cluster: ClusterState }) {
  const [place, placeWidth] = useWidth<HTMLDivElement>();
  const width = Math.max(placeWidth - GUTTER, 0);
  const control = useViewAxis(width, useKeptView());
  return (
    <section aria-label="History and plan">
      <AxisBar control={control} />
      <div class="detail-lane" ref={place}>
        {width > 0 && <OpenLane {...{ cluster, control, width }} />}
      </div>
    </section>
  );
}

interface OpenLaneProps {
  readonly cluster: ClusterState;
  readonly control: AxisControl;
  readonly width: number;
}

function OpenLane({ cluster, control, width }: OpenLaneProps) {
  const lanes = useLanes([cluster], control.axis);
  const lane = lanes.laneOf(cluster.key);
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const [isExpanded, setIsExpanded] = useState(true);
  return (
    <>
      {lanes.failure !== null && <p class="bad">Its lane could not be read: {lanes.failure}</p>}
      <TimeAxis ticks={control.ticks} width={width} gutter={GUTTER} />
      {lane === null ? (
        <p class="quiet">Asking for its history…</p>
      ) : (
        <LaneStage
          {...{ lane, control, width, cursor, isExpanded }}
          name={cluster.name}
          height={HEIGHT}
          onCursor={setCursor}
          onToggle={() => setIsExpanded(!isExpanded)}
          basis={cluster.size}
        />
      )}
      <CursorAloud cursor={cursor} lane={lane} axis={control.axis} />
    </>
  );
}

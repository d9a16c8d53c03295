import type { Lane } from "../../../../lanes/model";
import { visibleText } from "../../../../lanes/visible-text";
import type { ClusterState } from "../../../../protocol";
import { Button } from "../../../parts/button";
import { addressOf } from "../../../state/address";
import type { AxisControl } from "../axis/use-view-axis";
import { BadgeList } from "./badge-list";
import { ClusterSummary } from "./cluster-summary";
import type { Cursor } from "./cursor";
import { LaneStage } from "./lane-stage";

export interface ClusterRowProps {
  readonly cluster: ClusterState;
  /** null: not known yet. */
  readonly lane: Lane | null;
  readonly control: AxisControl;
  readonly width: number;
  readonly laneHeight: number;
  readonly height: number;
  readonly place: { readonly index: number; readonly of: number };
  readonly cursor: Cursor | null;
  readonly onCursor: (cursor: Cursor | null) => void;
  readonly isExpanded: boolean;
  readonly onToggle: () => void;
}

export function ClusterRow(props: ClusterRowProps) {
  const { cluster, lane, height, place, isExpanded, onToggle, laneHeight } = props;
  const name = visibleText(cluster.name);
  return (
    <li class="cluster" style={{ height: `${height}px` }} aria-posinset={place.index + 1} aria-setsize={place.of}>
      <div class="cluster-label">
        <p class="cluster-head">
          <a class="cluster-name" href={addressOf("clusters", cluster.key)} title={name}>
            {name}
          </a>
          <Button
            kind="quiet"
            label={`${isExpanded ? "Hide load" : "Load"} of ${name}`}
            isPressed={isExpanded}
            onClick={onToggle}
          >
            {isExpanded ? "Hide load" : "Load"}
          </Button>
        </p>
        <ClusterSummary cluster={cluster} />
        <BadgeList badges={cluster.badges} isBrief={true} />
      </div>
      {lane === null ? (
        <p class="cluster-waiting quiet">Asking for its history…</p>
      ) : (
        <LaneStage {...props} name={cluster.name} lane={lane} height={laneHeight} basis={cluster.size} />
      )}
    </li>
  );
}

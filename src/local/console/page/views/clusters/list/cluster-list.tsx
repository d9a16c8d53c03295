import { useRef, useState } from "preact/hooks";
import type { ClusterState } from "../../../../protocol";
import { EmptyState } from "../../../parts/empty-state";
import type { AxisControl } from "../axis/use-view-axis";
import { useLanes } from "../lanes/use-lanes";
import { ClusterRow } from "../row/cluster-row";
import type { Cursor } from "../row/cursor";
import { CursorAloud } from "../row/cursor-aloud";
import type { RowLooks } from "./row-heights";
import { useRowsInSight } from "./use-rows-in-sight";

interface ClusterListProps {
  readonly clusters: readonly ClusterState[];
  readonly control: AxisControl;
  readonly width: number;
  readonly looks: RowLooks;
}

/** A lane for each cluster; only those in sight are drawn and asked for. */
export function ClusterList({ clusters, control, width, looks }: ClusterListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const { rowHeight, expandedHeight, laneHeight } = looks;
  const heights = clusters.map(({ key }) => (expanded.has(key) ? expandedHeight : rowHeight));
  const { first, end, above, below } = useRowsInSight(list, heights);
  const inSight = clusters.slice(first, end);
  const lanes = useLanes(inSight, control.axis);
  const toggle = (key: string) => {
    const after = new Set(expanded);
    if (!after.delete(key)) after.add(key);
    setExpanded(after);
  };
  return (
    <>
      {lanes.failure !== null && <p class="bad">The lanes could not be read: {lanes.failure}</p>}
      {clusters.length === 0 && <EmptyState title="No cluster is like this">Search for less, or show all.</EmptyState>}
      <ul
        ref={list}
        class="clusters"
        aria-label="Clusters"
        style={{ paddingTop: `${above}px`, paddingBottom: `${below}px` }}
      >
        {inSight.map((cluster, index) => (
          <ClusterRow
            key={cluster.key}
            {...{ cluster, control, width, laneHeight, cursor }}
            lane={lanes.laneOf(cluster.key)}
            height={heights[first + index] ?? rowHeight}
            place={{ index: first + index, of: clusters.length }}
            onCursor={setCursor}
            isExpanded={expanded.has(cluster.key)}
            onToggle={() => toggle(cluster.key)}
          />
        ))}
      </ul>
      <CursorAloud cursor={cursor} lane={cursor === null ? null : lanes.laneOf(cursor.key)} axis={control.axis} />
    </>
  );
}

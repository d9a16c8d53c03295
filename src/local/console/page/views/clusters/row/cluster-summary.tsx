import { visibleText } from "../../../../lanes/visible-text";
import type { ClusterState } from "../../../../protocol";
import { utcText, zoneText } from "../../../state/instants";
import { isAsScheduled } from "./as-scheduled";

/** What it is now, what the schedule wants, and what comes next, in two lines. */
export function ClusterSummary({ cluster }: { readonly cluster: ClusterState }) {
  const { scheduled } = cluster;
  return (
    <>
      <p class="summary-now">
        <strong>{sizeNow(cluster)}</strong>
        {cluster.stateName !== "IDLE" && <span class="summary-state"> {visibleText(cluster.stateName)}</span>}
        {scheduled === null ? (
          <span class="quiet"> no schedule selects it</span>
        ) : (
          <span class="quiet">{wanted(cluster, scheduled)}</span>
        )}
      </p>
      {scheduled !== null && <Next {...scheduled} />}
    </>
  );
}

export function sizeNow({ size, autoScaling }: ClusterState): string {
  return autoScaling === null || size === "paused" ? size : `${size} in ${autoScaling.min}–${autoScaling.max}`;
}

type Scheduled = NonNullable<ClusterState["scheduled"]>;

function wanted(cluster: ClusterState, { size: target, window }: Scheduled): string {
  const why = window === null ? "" : ` (${visibleText(window)})`;
  const isThere = cluster.stateName === "IDLE" && isAsScheduled(cluster, target);
  return isThere ? ` as scheduled${why}` : `, should be ${target}${why}`;
}

function Next({ next, zone }: Scheduled) {
  if (next === null) return <p class="summary-next quiet">No change ahead.</p>;
  const there = zoneText(next.at, zone);
  return (
    <p class="summary-next quiet">
      <span>
        {next.size} from {utcText(next.at)}
      </span>
      {there !== null && <span>{there}</span>}
    </p>
  );
}

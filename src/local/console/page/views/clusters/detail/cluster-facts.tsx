import { visibleText } from "../../../../lanes/visible-text";
import type { ClusterState } from "../../../../protocol";
import { Instant } from "../../../parts/instant";
import { sizeNow } from "../row/cluster-summary";
import { readable } from "../row/load-at";

export function ClusterFacts({ cluster }: { readonly cluster: ClusterState }) {
  const { stateName, provider, projectId, scheduled, load } = cluster;
  return (
    <dl class="cluster-facts">
      <dt>Is</dt>
      <dd>
        {sizeNow(cluster)}, {visibleText(stateName)}
      </dd>
      <Plan scheduled={scheduled} />
      {load !== null && (
        <>
          <dt>Load (simulated)</dt>
          <dd>
            {readable(load.operationsPerSecond)} operations/s, {readable(load.latencyMs)} ms
            {load.isSaturated && <strong class="warn"> saturated</strong>}
          </dd>
        </>
      )}
      <dt>Provider</dt>
      <dd>{visibleText(provider)}</dd>
      <dt>Project</dt>
      <dd class="mono">{visibleText(projectId)}</dd>
    </dl>
  );
}

function Plan({ scheduled }: Pick<ClusterState, "scheduled">) {
  if (scheduled === null) {
    return (
      <>
        <dt>Should be</dt>
        <dd>No schedule selects it.</dd>
      </>
    );
  }
  const { schedule, size, window, since, next, zone } = scheduled;
  return (
    <>
      <dt>Should be</dt>
      <dd>
        {size}, by {window === null ? "the baseline" : `window ${visibleText(window)}`} of schedule{" "}
        {visibleText(schedule)}
      </dd>
      {since !== null && (
        <>
          <dt>Since</dt>
          <dd>
            <Instant at={since} zone={zone} />
          </dd>
        </>
      )}
      <dt>Next</dt>
      <dd>
        {next === null ? (
          "No change ahead."
        ) : (
          <>
            {next.size} <Instant at={next.at} zone={zone} />
          </>
        )}
      </dd>
    </>
  );
}

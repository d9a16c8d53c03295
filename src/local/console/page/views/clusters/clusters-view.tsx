import { useMemo, useState } from "preact/hooks";
import { LanePatterns } from "../../charts/lane/lane-patterns";
import { Button } from "../../parts/button";
import { EmptyState, Loading } from "../../parts/empty-state";
import { useAddress } from "../../state/address";
import { useWorld } from "../../state/feed";
import { useKeptView } from "./axis/use-kept-view";
import { showing } from "./axis/view-axis";
import { ClusterDetail } from "./detail/cluster-detail";
import { MissedTriggerHint } from "./hint/missed-trigger-hint";
import { useHint } from "./hint/use-hint";
import { filtered } from "./list/cluster-filter";
import { LaneBoard } from "./list/lane-board";
import { type Filter, ListBar } from "./list/list-bar";

/** What every cluster should be and what it was, a lane each; or one of them alone, with all that is known of it. */
export function ClustersView() {
  const [, key] = useAddress();
  return (
    <>
      <LanePatterns />
      {key === undefined || key === "" ? <AllClusters /> : <ClusterDetail key={key} clusterKey={key} />}
    </>
  );
}

function AllClusters() {
  const isKnown = useWorld((world) => world.clock !== null);
  const clusters = useWorld((world) => world.clusters);
  const kept = useKeptView();
  const hint = useHint("missed-trigger");
  const [filter, setFilter] = useState<Filter>({ search: "", kind: "all" });
  const all = useMemo(() => [...clusters.values()], [clusters]);
  const shown = useMemo(() => filtered(all, filter.search, filter.kind), [all, filter]);
  return (
    <>
      <div class="view-head">
        <h2>Clusters</h2>
        {!hint.isOpen && (
          <Button kind="quiet" onClick={hint.open}>
            Show me that a missed trigger is made up for
          </Button>
        )}
        <ListBar clusters={all} filter={filter} onFilter={setFilter} />
      </div>
      {hint.isOpen && (
        <MissedTriggerHint onClose={hint.close} onShow={(from, until) => kept.change(() => showing(from, until))} />
      )}
      {!isKnown && <Loading />}
      {isKnown && all.length === 0 && (
        <EmptyState title="There are no clusters">
          Start local Atlas without --empty, or name some with --clusters FILE.
        </EmptyState>
      )}
      {all.length > 0 && <LaneBoard clusters={shown} kept={kept} />}
    </>
  );
}

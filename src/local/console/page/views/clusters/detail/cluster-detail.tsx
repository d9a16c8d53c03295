import { visibleText } from "../../../../lanes/visible-text";
import type { ClusterState } from "../../../../protocol";
import { EmptyState, Loading } from "../../../parts/empty-state";
import { useWorld } from "../../../state/feed";
import { BadgeList } from "../row/badge-list";
import { ChangeByHand } from "./change-by-hand";
import { ClusterFacts } from "./cluster-facts";
import { DetailLane } from "./detail-lane";
import { NodeTable } from "./node-table";
import { TagEditor } from "./tag-editor";

/** All that is known of one cluster, and what somebody could do to it. */
export function ClusterDetail({ clusterKey }: { readonly clusterKey: string }) {
  const isKnown = useWorld((world) => world.clock !== null);
  const cluster = useWorld((world) => world.clusters.get(clusterKey));
  return (
    <>
      <p class="back">
        <a href="#clusters">‹ All clusters</a>
      </p>
      {!isKnown && <Loading />}
      {isKnown && cluster === undefined && (
        <EmptyState title="There is no such cluster">
          It may have been deleted; the list has those that there are.
        </EmptyState>
      )}
      {cluster !== undefined && <Known cluster={cluster} />}
    </>
  );
}

function Known({ cluster }: { readonly cluster: ClusterState }) {
  return (
    <article class="detail">
      <h2>{visibleText(cluster.name)}</h2>
      <BadgeList badges={cluster.badges} isBrief={false} />
      <DetailLane cluster={cluster} />
      <div class="detail-columns">
        <section>
          <h3>What it is</h3>
          <ClusterFacts cluster={cluster} />
        </section>
        <section>
          <h3>Change by hand</h3>
          <ChangeByHand cluster={cluster} />
        </section>
        <section>
          <h3>Nodes</h3>
          <NodeTable nodes={cluster.nodes} />
        </section>
        <section>
          <h3>Tags</h3>
          <TagEditor cluster={cluster} />
        </section>
      </div>
    </article>
  );
}

import type { ClusterState } from "../../../../protocol";
import { isOfKind, SHOWN_KINDS, type ShownKind } from "./cluster-filter";

export interface Filter {
  readonly search: string;
  readonly kind: ShownKind;
}

interface ListBarProps {
  readonly clusters: readonly ClusterState[];
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

const words: Readonly<Record<ShownKind, string>> = {
  all: "All clusters",
  badges: "With a badge",
  changing: "Changing now",
  unscheduled: "Not scheduled",
};

export function ListBar({ clusters, filter, onFilter }: ListBarProps) {
  const countOf = (kind: ShownKind) => clusters.filter((cluster) => isOfKind(cluster, kind)).length;
  return (
    <search class="list-bar">
      <input
        type="search"
        class="list-search"
        aria-label="Search clusters by name, badge, schedule or tag"
        placeholder="Name, badge, schedule, tag"
        value={filter.search}
        onInput={(event) => onFilter({ ...filter, search: event.currentTarget.value })}
      />
      <select
        aria-label="Clusters shown"
        value={filter.kind}
        onChange={(event) => onFilter({ ...filter, kind: event.currentTarget.value as ShownKind })}
      >
        {SHOWN_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {words[kind]} ({countOf(kind)})
          </option>
        ))}
      </select>
    </search>
  );
}

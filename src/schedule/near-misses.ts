/** Finds why a selector matches nothing: clusters that it would match but for upper and lower case. */

import type { ClusterSelector } from "./model";
import { matchSelector, selects, type TaggedCluster } from "./selectors";

/** A cluster that a selector misses by its case alone. */
export interface NearMiss {
  readonly selector: ClusterSelector;
  readonly cluster: string;
  /** What stands on the cluster in place of what the selector asks for: `dev-a`; `env=Dev`. */
  readonly written: string;
}

function lowered(tags: Readonly<Record<string, string>>): Record<string, string> {
  // Without a prototype "__proto__" is a key like any other.
  const found: Record<string, string> = Object.create(null);
  for (const key of Object.keys(tags)) found[key.toLowerCase()] = (tags[key] ?? "").toLowerCase();
  return found;
}

function inLowerCase(selector: ClusterSelector): ClusterSelector {
  return matchSelector<ClusterSelector>(selector, {
    name: (name) => ({ name: name.toLowerCase() }),
    glob: (glob) => ({ glob: glob.toLowerCase() }),
    tags: (tags) => ({ tags: lowered(tags) }),
  });
}

/** The tags of the cluster that the selector asks for, as they are written there. */
function tagsAsWritten({ tags }: TaggedCluster, wanted: Readonly<Record<string, string>>): string {
  const keys = Object.keys(lowered(wanted));
  return Object.keys(tags)
    .filter((key) => keys.includes(key.toLowerCase()))
    .map((key) => `${key}=${tags[key]}`)
    .join(", ");
}

/** The first cluster that the selector would match but for its case; null where it matches one as it is, or none is near. */
export function nearMissOf(selector: ClusterSelector, clusters: readonly TaggedCluster[]): NearMiss | null {
  if (clusters.some((cluster) => selects(selector, cluster))) return null;
  const wanted = inLowerCase(selector);
  const near = clusters.find(({ name, tags }) => selects(wanted, { name: name.toLowerCase(), tags: lowered(tags) }));
  if (near === undefined) return null;
  const written = "tags" in selector ? tagsAsWritten(near, selector.tags) : near.name;
  return { selector, cluster: near.name, written };
}

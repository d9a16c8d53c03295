/** Which clusters a schedule means, and which schedule owns a cluster. */

import type { ClusterSelector, Schedule } from "./model";

export interface NamedCluster {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** `*` stands for any run of characters, `?` for one. Takes time in proportion to the two lengths' product at worst. */
function matchesGlob(glob: string, name: string): boolean {
  let at = 0;
  let inName = 0;
  let star = -1;
  let afterStar = 0;
  while (inName < name.length) {
    if (glob.charAt(at) === "*") {
      star = at;
      afterStar = inName;
      at += 1;
    } else if (at < glob.length && (glob.charAt(at) === "?" || glob.charAt(at) === name.charAt(inName))) {
      at += 1;
      inName += 1;
    } else if (star >= 0) {
      at = star + 1;
      afterStar += 1;
      inName = afterStar;
    } else {
      return false;
    }
  }
  return /^\**$/.test(glob.slice(at));
}

function hasTags(tags: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean {
  return Object.keys(wanted).every((key) => tags[key] === wanted[key]);
}

export function selects(selector: ClusterSelector, cluster: NamedCluster): boolean {
  if ("name" in selector) return selector.name === cluster.name;
  if ("glob" in selector) return matchesGlob(selector.glob, cluster.name);
  return hasTags(cluster.tags, selector.tags);
}

/** The selector names one cluster, which therefore must exist. */
export function isExact(selector: ClusterSelector): boolean {
  return "name" in selector;
}

export interface Ownership {
  readonly schedule: Schedule;
  /** The schedule names this cluster exactly. */
  readonly exact: boolean;
  /** Later schedules that match it too and have no say. */
  readonly shadowed: readonly Schedule[];
}

interface Indexed {
  readonly exactOwners: ReadonlyMap<string, readonly number[]>;
  readonly loose: readonly { readonly index: number; readonly selectors: readonly ClusterSelector[] }[];
}

function indexed(schedules: readonly Schedule[]): Indexed {
  const exactOwners = new Map<string, number[]>();
  const loose: { index: number; selectors: ClusterSelector[] }[] = [];
  schedules.forEach(({ clusters }, index) => {
    const selectors = clusters.filter((selector) => !isExact(selector));
    if (selectors.length > 0) loose.push({ index, selectors });
    for (const selector of clusters) {
      if (!("name" in selector)) continue;
      const owners = exactOwners.get(selector.name) ?? [];
      if (owners[owners.length - 1] !== index) owners.push(index);
      exactOwners.set(selector.name, owners);
    }
  });
  return { exactOwners, loose };
}

/**
 * For the schedules of one project, in the order of the document: who owns a cluster. The first that matches it does.
 * The answer costs one look-up plus the schedules with globs or tags, however many clusters are named.
 */
export function ownership(schedules: readonly Schedule[]): (cluster: NamedCluster) => Ownership | null {
  const { exactOwners, loose } = indexed(schedules);
  return (cluster) => {
    const named = exactOwners.get(cluster.name) ?? [];
    const owners = named.slice();
    for (const { index, selectors } of loose) {
      if (named.indexOf(index) < 0 && selectors.some((selector) => selects(selector, cluster))) owners.push(index);
    }
    const inOrder = owners.sort((a, b) => a - b).map((index) => schedules[index] as Schedule);
    const schedule = inOrder[0];
    if (schedule === undefined) return null;
    return { schedule, exact: named.indexOf(owners[0] as number) >= 0, shadowed: inOrder.slice(1) };
  };
}

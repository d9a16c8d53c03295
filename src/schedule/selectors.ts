/** Tells which clusters a schedule means, and which schedule owns a cluster. */

import type { ClusterSelector, Schedule } from "./model";

/** The part of a cluster that selectors look at. */
export interface TaggedCluster {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** `*` matches any number of characters, `?` exactly one. At worst this takes time in proportion to the product of the two lengths. */
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

/** One function for each kind of selector. A new kind is a new key here, so that the compiler names every place that must know it. */
export interface SelectorCases<Result> {
  readonly name: (name: string) => Result;
  readonly glob: (glob: string) => Result;
  readonly tags: (tags: Readonly<Record<string, string>>) => Result;
}

/** Calls the function for the selector's kind. */
export function matchSelector<Result>(selector: ClusterSelector, cases: SelectorCases<Result>): Result {
  if ("name" in selector) return cases.name(selector.name);
  if ("glob" in selector) return cases.glob(selector.glob);
  return cases.tags(selector.tags);
}

/** Asked for every cluster and selector of a run, so it does without the functions of `matchSelector`. */
export function selects(selector: ClusterSelector, cluster: TaggedCluster): boolean {
  if ("name" in selector) return selector.name === cluster.name;
  if ("glob" in selector) return matchesGlob(selector.glob, cluster.name);
  return hasTags(cluster.tags, selector.tags);
}

/** The first cluster that the selector would select but for the case of its letters; null: there is none. */
export function nearMiss(selector: ClusterSelector, clusters: readonly TaggedCluster[]): TaggedCluster | null {
  const loose = matchSelector<ClusterSelector>(selector, {
    name: (name) => ({ name: name.toLowerCase() }),
    glob: (glob) => ({ glob: glob.toLowerCase() }),
    tags: (tags) => ({ tags: inLowerCase(tags) }),
  });
  const isNear = ({ name, tags }: TaggedCluster): boolean =>
    selects(loose, { name: name.toLowerCase(), tags: inLowerCase(tags) });
  return clusters.find(isNear) ?? null;
}

function inLowerCase(tags: Readonly<Record<string, string>>): Record<string, string> {
  const lower: Record<string, string> = {};
  for (const key of Object.keys(tags)) lower[key.toLowerCase()] = (tags[key] ?? "").toLowerCase();
  return lower;
}

/** The one cluster that the selector names, which therefore must exist; null for a selector that fits any number of clusters. */
export function exactName(selector: ClusterSelector): string | null {
  return matchSelector<string | null>(selector, { name: (name) => name, glob: () => null, tags: () => null });
}

export function isExact(selector: ClusterSelector): boolean {
  return exactName(selector) !== null;
}

/** The clusters that a schedule names exactly, in its order. */
export function exactNames({ clusters }: Pick<Schedule, "clusters">): string[] {
  return clusters.map(exactName).filter((name): name is string => name !== null);
}

export interface Ownership {
  readonly schedule: Schedule;
  /** The schedule names this cluster exactly. */
  readonly exact: boolean;
  /** Later schedules that match the cluster too, but have no say. */
  readonly shadowed: readonly Schedule[];
}

interface Indexed {
  /** The schedules (by their index) that name a cluster exactly. */
  readonly exactOwners: ReadonlyMap<string, readonly number[]>;
  /** The schedules with globs or tags. */
  readonly loose: readonly { readonly index: number; readonly selectors: readonly ClusterSelector[] }[];
}

function indexed(schedules: readonly Schedule[]): Indexed {
  const exactOwners = new Map<string, number[]>();
  const loose: { index: number; selectors: ClusterSelector[] }[] = [];
  schedules.forEach((schedule, index) => {
    const selectors = schedule.clusters.filter((selector) => !isExact(selector));
    if (selectors.length > 0) loose.push({ index, selectors });
    for (const name of exactNames(schedule)) {
      const owners = exactOwners.get(name) ?? [];
      if (!owners.includes(index)) owners.push(index);
      exactOwners.set(name, owners);
    }
  });
  return { exactOwners, loose };
}

/**
 * Tells who owns a cluster: of the schedules of its project, in the order of the document, the first that matches it.
 * However many clusters are named, an answer takes one look-up and a test of the schedules with globs or tags.
 */
export function ownership(schedules: readonly Schedule[]): (cluster: TaggedCluster) => Ownership | null {
  const { exactOwners, loose } = indexed(schedules);
  return (cluster) => {
    const named = exactOwners.get(cluster.name) ?? [];
    const matched = loose.filter(({ selectors }) => selectors.some((selector) => selects(selector, cluster)));
    const owners = [...new Set([...named, ...matched.map(({ index }) => index)])].sort((a, b) => a - b);
    const [first] = owners;
    const [schedule, ...shadowed] = owners.map((index) => schedules[index] as Schedule);
    if (first === undefined || schedule === undefined) return null;
    return { schedule, exact: named.includes(first), shadowed };
  };
}

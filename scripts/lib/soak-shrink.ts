/** Makes a failing case smaller, as long as it fails: whole faults and clusters first, single happenings and windows last. */

import type { SoakCase, SoakDocument } from "./soak-case";
import { dayMs } from "./soak-time";

/** Every case that is one step simpler, the biggest steps first. */
export function simplerThan(soakCase: SoakCase): readonly SoakCase[] {
  const { http, firing, happenings, clusters, documents, days, settings, identity } = soakCase;
  const simpler: SoakCase[] = [];
  const add = (changes: Partial<SoakCase>) => simpler.push({ ...soakCase, ...changes });
  if (http.rate > 0) add({ http: { ...http, rate: 0 } });
  for (const share of ["lost", "late", "doubled", "overlapping"] as const) {
    if (firing[share] > 0) add({ firing: { ...firing, [share]: 0 } });
  }
  if (days > 1) for (const fewer of [days >> 1, days - 1]) add(cutTo(soakCase, fewer));
  if (documents.length > 1) add({ documents: documents.slice(0, -1) });
  for (const changes of simplerSurroundings(soakCase)) add(changes);
  for (const part of clusters) if (clusters.length > 1) add(withClusters(documents, without(clusters, part)));
  for (const some of parts(happenings)) add({ happenings: some });
  if (http.faults.length > 1 && http.rate > 0)
    for (const some of parts(http.faults)) add({ http: { ...http, faults: some } });
  for (const changed of simplerDocuments(documents)) add({ documents: changed });
  if (Object.keys(settings).length > 0) add({ settings: {} });
  if (identity === "service-account") add({ identity: "api-key" });
  return simpler;
}

/** Without what stands around the clusters and their schedules. */
function simplerSurroundings({ drafts = [], bystanders = [], hasShadowed, pageSize = 500 }: SoakCase) {
  const simpler: Partial<SoakCase>[] = [];
  if (drafts.length > 1) simpler.push({ drafts: [] });
  for (const draft of drafts) simpler.push({ drafts: without(drafts, draft) });
  if (bystanders.length > 0) simpler.push({ bystanders: [] });
  if (hasShadowed === true) simpler.push({ hasShadowed: false });
  if (pageSize !== 500) simpler.push({ pageSize: 500 });
  return simpler;
}

function cutTo({ happenings }: SoakCase, days: number): Partial<SoakCase> {
  return { days, happenings: happenings.filter(({ afterMs }) => afterMs < days * dayMs) };
}

const without = <Item>(items: readonly Item[], item: Item) => items.filter((one) => one !== item);

/** Schedules go with their last cluster. */
function withClusters(documents: readonly SoakDocument[], clusters: SoakCase["clusters"]): Partial<SoakCase> {
  const names = new Set(clusters.map(({ schedule }) => schedule));
  const kept = documents.map((document) => ({
    ...document,
    schedules: document.schedules.filter(({ name }) => names.has(name)),
  }));
  return { clusters, documents: kept };
}

/** The list without its first half, its second half, and each single item. */
function parts<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const half = items.length >> 1;
  const halves = half > 1 ? [items.slice(0, half), items.slice(half)] : [];
  return [...halves, ...items.map((item) => without(items, item))];
}

function simplerDocuments(documents: readonly SoakDocument[]): readonly (readonly SoakDocument[])[] {
  return documents.flatMap((document, index) =>
    document.schedules.flatMap((schedule) => {
      const windows = schedule.windows.length > 1 ? schedule.windows.map((one) => without(schedule.windows, one)) : [];
      const plain = schedule.windows.map(({ except: _, ...window }) => window);
      const isPlain = schedule.windows.every(({ except }) => except === undefined);
      const changes = [
        ...windows.map((some) => ({ windows: some })),
        ...(schedule.except === undefined ? [] : [{ except: [] }]),
        ...(isPlain ? [] : [{ windows: plain }]),
        ...(schedule.timezone === "UTC" ? [] : [{ timezone: "UTC" }]),
      ];
      return changes.map((change) => {
        const schedules = document.schedules.map((one) => (one === schedule ? { ...schedule, ...change } : one));
        return documents.map((one, at) => (at === index ? { ...document, schedules } : one));
      });
    }),
  );
}

/** `fails` tells of a case whether it fails in the same way. Ends when nothing simpler does, or at the deadline. */
export async function shrink(
  soakCase: SoakCase,
  fails: (simpler: SoakCase) => Promise<boolean>,
  isOver: () => boolean,
): Promise<{ readonly soakCase: SoakCase; readonly steps: number }> {
  let smallest = soakCase;
  let steps = 0;
  for (let isSmaller = true; isSmaller && !isOver(); ) {
    isSmaller = false;
    for (const simpler of simplerThan(smallest)) {
      if (isOver()) break;
      if (!(await fails(simpler))) continue;
      smallest = simpler;
      steps += 1;
      isSmaller = true;
      break;
    }
  }
  return { soakCase: smallest, steps };
}

/** Makes a failing case smaller, as long as it fails: whole faults and clusters first, single happenings and windows last. */

import { type Happening, projectIds, type SoakCase, type SoakCluster, type SoakDocument } from "./generated/case";
import { dayMs } from "./generated/time";
import type { Finding } from "./judged/finding";

/** Every case that is one step simpler, the biggest steps first. */
export function simplerThan(soakCase: SoakCase): readonly SoakCase[] {
  const { http, firing, happenings, clusters, documents, days, settings, identity } = soakCase;
  const simpler: SoakCase[] = [];
  const add = (changes: Partial<SoakCase>) => simpler.push({ ...soakCase, ...changes });
  for (const fewer of fewerThan(days)) add(cutTo(soakCase, fewer));
  for (const changes of simplerSurroundings(soakCase)) add(changes);
  if (http.faults.length > 0) add({ http: { ...http, rate: 0, faults: [] } });
  for (const share of ["lost", "late", "doubled", "overlapping"] as const) {
    if (firing[share] > 0) add({ firing: { ...firing, [share]: 0 } });
  }
  if (documents.length > 1) add({ documents: documents.slice(0, -1) });
  if (documents.length > 1) add({ documents: documents.slice(0, 1) });
  for (const part of clusters) if (clusters.length > 1) add(withoutCluster(soakCase, part));
  for (const some of parts(happenings)) add({ happenings: some });
  if (http.faults.length > 1 && http.rate > 0)
    for (const some of parts(http.faults)) add({ http: { ...http, faults: some } });
  for (const changed of simplerDocuments(documents)) add({ documents: changed });
  if (Object.keys(settings).length > 0) add({ settings: {} });
  if (identity === "service-account") add({ identity: "api-key" });
  return simpler;
}

/** The same case without drafts, bystanders and short pages, which surround the clusters and their schedules. */
function simplerSurroundings({ drafts = [], bystanders = [], hasShadowed, pageSize = 500 }: SoakCase) {
  const plain = { drafts: [], bystanders: [], hasShadowed: false, pageSize: 500 };
  const isPlain = drafts.length + bystanders.length === 0 && hasShadowed !== true && pageSize === 500;
  const simpler: Partial<SoakCase>[] = isPlain ? [] : [plain];
  if (drafts.length > 1) simpler.push({ drafts: [] });
  for (const draft of drafts) simpler.push({ drafts: without(drafts, draft) });
  if (bystanders.length > 0) simpler.push({ bystanders: [] });
  if (hasShadowed === true) simpler.push({ hasShadowed: false });
  if (pageSize !== 500) simpler.push({ pageSize: 500 });
  return simpler;
}

const fewerThan = (days: number) =>
  [days >> 1, days - (days >> 2), days - 1].filter((fewer) => fewer > 0 && fewer < days);

function cutTo({ happenings }: SoakCase, days: number): Partial<SoakCase> {
  return { days, happenings: happenings.filter(({ afterMs }) => afterMs < days * dayMs) };
}

const without = <Item>(items: readonly Item[], item: Item) => items.filter((one) => one !== item);

/** The other clusters keep what happens to them. A schedule is removed with its last cluster. */
function withoutCluster(soakCase: SoakCase, gone: SoakCluster): Partial<SoakCase> {
  const { documents } = soakCase;
  const before = inOrder(soakCase.clusters);
  const clusters = inOrder(without(soakCase.clusters, gone));
  const happenings = soakCase.happenings.flatMap((happening): Happening[] => {
    const on = clusters.findIndex((one) => one === before[happening.on % before.length]);
    return on < 0 ? [] : [{ ...happening, on }];
  });
  const names = new Set(clusters.map(({ schedule }) => schedule));
  const kept = documents.map((document) => ({
    ...document,
    schedules: document.schedules.filter(({ name }) => names.has(name)),
  }));
  return { clusters, documents: kept, happenings };
}

/** The clusters in the order in which Atlas lists them, project by project. */
function inOrder(clusters: SoakCase["clusters"]): SoakCase["clusters"] {
  return projectIds.flatMap((id) => clusters.filter(({ project }) => project === id));
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
        ...((schedule.except ?? []).length === 0 ? [] : [{ except: [] }]),
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

/** The case up to the end of the day on which it first failed. */
export function untilFailure(soakCase: SoakCase, violations: readonly Pick<Finding, "atMs">[]): SoakCase {
  const instants = violations.map(({ atMs }) => atMs).filter((ms) => ms !== null);
  const days = Math.floor((Math.min(...instants) - soakCase.startMs) / dayMs) + 1;
  return days > 0 && days < soakCase.days ? { ...soakCase, ...cutTo(soakCase, days) } : soakCase;
}

/**
 * The smallest case found that fails in the same way, as `fails` decides. The search continues after the step that helped
 * last, and ends when no simpler case fails, or at the deadline.
 */
export async function shrink(
  soakCase: SoakCase,
  fails: (simpler: SoakCase) => Promise<boolean>,
  isOver: () => boolean,
): Promise<{ readonly soakCase: SoakCase; readonly steps: number }> {
  let smallest = soakCase;
  let candidates = simplerThan(smallest);
  let steps = 0;
  let failed = 0;
  for (let at = 0; failed < candidates.length && !isOver(); ) {
    const simpler = candidates[at % candidates.length];
    if (simpler !== undefined && (await fails(simpler))) {
      smallest = simpler;
      candidates = simplerThan(smallest);
      steps += 1;
      failed = 0;
    } else {
      at += 1;
      failed += 1;
    }
  }
  return { soakCase: smallest, steps };
}

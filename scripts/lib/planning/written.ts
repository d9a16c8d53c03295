/** Targets and clusters of a schedule exactly as its document writes them. */

import type { Schedule, Target } from "../../../src/schedule/model";
import type { DocumentFile } from "../schedule-documents";

export interface AsWritten {
  /** `target` is one of the document's own, which boundaries and windows hand on. */
  targetOf(target: Target): unknown;
  clustersOf(schedule: Schedule): unknown;
}

/** As much as is needed here of a document that the reader has found right. */
interface RightDocument {
  readonly schedules: readonly {
    readonly clusters: unknown;
    readonly baseline: object;
    readonly windows?: readonly object[];
  }[];
}

type KeyOf<Union> = Union extends unknown ? keyof Union : never;

/** The keys of a target. A kind of target with another key does not compile until the key is added here. */
const targetKeys: Readonly<Record<KeyOf<Target>, true>> = {
  tier: true,
  analyticsTier: true,
  autoScaling: true,
  paused: true,
  unmanaged: true,
};

export function asWritten({ written, document }: DocumentFile): AsWritten {
  const { schedules } = (typeof written === "string" ? JSON.parse(written) : written) as RightDocument;
  const targets = new Map<Target, unknown>();
  const clusters = new Map<Schedule, unknown>();
  document.schedules.forEach((schedule, index) => {
    const one = schedules[index];
    clusters.set(schedule, one?.clusters);
    targets.set(schedule.baseline, targetIn(one?.baseline ?? {}));
    schedule.windows.forEach(({ target }, at) => {
      targets.set(target, targetIn(one?.windows?.[at] ?? {}));
    });
  });
  return {
    targetOf: (target) => targets.get(target) ?? target,
    clustersOf: (schedule) => clusters.get(schedule) ?? [],
  };
}

function targetIn(written: object): unknown {
  return Object.fromEntries(Object.entries(written).filter(([key]) => Object.hasOwn(targetKeys, key)));
}

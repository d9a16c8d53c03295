/** Who asked Atlas for which change of a cluster, as the emulator's own history tells it. */

import { minuteMs } from "../../generated/time";
import { strangersName } from "../../lived/perform-act";
import type { SoakRecord } from "../../lived/record";

const submissions = ["submitted", "pause-submitted", "resume-submitted"];

/** Newest first: the changes of a cluster that were asked for in [fromMs, untilMs]. */
export function submittedBetween(record: SoakRecord, name: string, fromMs: number, untilMs: number) {
  return [...creationOf(record, name), ...record.history]
    .filter(({ at, cluster, what }) => cluster === name && submissions.includes(what) && at >= fromMs && at <= untilMs)
    .reverse();
}

/** A person created the cluster as it is, before anything else happened to it. */
function creationOf({ soakCase }: SoakRecord, name: string) {
  const { input } = soakCase.clusters.find((one) => one.input.name === name) ?? {};
  if (input?.createdAt === undefined) return [];
  return [{ at: input.createdAt, cluster: name, what: "submitted", by: strangersName }];
}

interface Span {
  /** The boundary, or as far back as events reach. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/** How often the app changed a cluster since the boundary; the changes of one run count as one. */
export function ownChanges(record: SoakRecord, name: string, { fromMs, untilMs }: Span): number {
  const ours = submittedBetween(record, name, fromMs - minuteMs / 2, untilMs).filter(({ by }) => by === record.ourName);
  let count = 0;
  let lastMs = Number.POSITIVE_INFINITY;
  for (const { at } of ours) {
    if (lastMs - at < 2 * minuteMs) continue;
    count += 1;
    lastMs = at;
  }
  return count;
}

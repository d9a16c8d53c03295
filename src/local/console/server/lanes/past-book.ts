/** The past of every cluster: each entry of the history is read once, when somebody next looks. */

import { pendingChanges } from "../../../admin-api/clusters/work/node-changes";
import type { HistoryEntry } from "../../../admin-api/records/history";
import type { AtlasState } from "../../../admin-api/state/state";
import type { ActualStretch, Mark } from "../../lanes/model";
import { ClusterPast } from "./cluster-past";
import { markOfEntry } from "./history-marks";

interface Kept {
  readonly past: ClusterPast;
  readonly marks: Mark[];
}

/** Of each cluster: more than a lane can show. */
const MARKS_KEPT = 4_000;

export class PastBook {
  readonly #state: AtlasState;
  readonly #isOwn: (actor: string) => boolean;
  readonly #byKey = new Map<string, Kept>();
  #read = 0;

  /** `isOwn`: whether an actor is the app itself. */
  constructor(state: AtlasState, isOwn: (actor: string) => boolean) {
    this.#state = state;
    this.#isOwn = isOwn;
  }

  /** Takes in what happened since it was last looked at. */
  catchUp(): void {
    const { history } = this.#state;
    for (; this.#read < history.length; this.#read += 1) {
      const entry = history[this.#read];
      if (entry !== undefined) this.#add(entry);
    }
  }

  isKnown(key: string): boolean {
    this.catchUp();
    return this.#byKey.has(key);
  }

  /** Up to now. */
  stretches(key: string, from: number, until: number): readonly ActualStretch[] {
    this.catchUp();
    const end = Math.min(until, this.#state.clock.now());
    return this.#byKey.get(key)?.past.stretches(from, end, this.#nodesLeft(key)) ?? [];
  }

  sizeAt(key: string, at: number): string | null {
    return this.#byKey.get(key)?.past.sizeAt(at) ?? null;
  }

  marks(key: string, from: number, until: number): readonly Mark[] {
    this.catchUp();
    return (this.#byKey.get(key)?.marks ?? []).filter(({ at }) => at >= from && at < until);
  }

  #add(entry: HistoryEntry): void {
    const key = `${entry.projectId}/${entry.cluster}`;
    const kept = this.#byKey.get(key) ?? { past: new ClusterPast(), marks: [] };
    this.#byKey.set(key, kept);
    kept.past.add(entry);
    const mark = markOfEntry(entry, this.#isOwn);
    if (mark !== null) kept.marks.push(mark);
    if (kept.marks.length > MARKS_KEPT) kept.marks.splice(0, MARKS_KEPT / 4);
  }

  #nodesLeft(key: string): number {
    const slash = key.indexOf("/");
    const cluster = this.#state.cluster(key.slice(0, slash), key.slice(slash + 1));
    return cluster === undefined || cluster.paused ? 0 : pendingChanges(cluster).length;
  }
}

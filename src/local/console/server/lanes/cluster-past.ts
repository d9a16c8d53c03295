/** What one cluster ran as since local Atlas began, put together from its history, entry by entry. */
import type { HistoryEntry } from "../../../admin-api/records/history";
import type { ActualStretch } from "../../lanes/model";

interface Change {
  readonly to: string;
  /** How many nodes it took; null: it goes on. */
  of: number | null;
}

/** From `from` until the next one begins. */
interface Step {
  readonly from: number;
  /** null: the cluster is gone. */
  readonly size: string | null;
  readonly change: Change | null;
  readonly done: number;
}

/** Of a cluster that changes a hundred times a day these are weeks. */
const STEPS_KEPT = 40_000;

export class ClusterPast {
  readonly #steps: Step[] = [];

  add({ at, what, from, to }: HistoryEntry): void {
    const size = this.#last?.size ?? from;
    switch (what) {
      case "created":
        this.#push({ from: at, size: to, change: null, done: 0 });
        break;
      case "submitted":
        if (from !== to) this.#begin(at, size, to);
        break;
      case "auto-scaled":
      case "pause-submitted":
      case "resume-submitted":
        this.#begin(at, size, to);
        break;
      case "node-done":
        this.#nodeDone(at, size, to);
        break;
      case "resumed":
        this.#resumed(at, to);
        break;
      case "paused":
      case "completed":
        this.#rest(at, to);
        break;
      case "deleted":
        this.#push({ from: at, size: null, change: null, done: 0 });
        break;
      case "started":
        break;
    }
  }

  /** `nodesLeft`: how many nodes the change that goes on has still to change. */
  stretches(from: number, until: number, nodesLeft: number): ActualStretch[] {
    const found: ActualStretch[] = [];
    const nodesInAll = Math.max(1, (this.#last?.done ?? 0) + nodesLeft);
    for (let index = this.#indexAt(from); index < this.#steps.length; index += 1) {
      const step = this.#steps[index];
      if (step === undefined || step.from >= until) break;
      const end = Math.min(this.#steps[index + 1]?.from ?? until, until);
      const start = Math.max(step.from, from);
      if (step.size === null || end <= start) continue;
      found.push({ from: start, until: end, size: step.size, changing: changingOf(step, nodesInAll) });
    }
    return found;
  }

  /** The size that it ran as; null: it was not there. */
  sizeAt(at: number): string | null {
    const step = this.#steps[this.#indexAt(at)];
    return step === undefined || step.from > at ? null : step.size;
  }

  get #last(): Step | undefined {
    return this.#steps.at(-1);
  }

  #begin(at: number, size: string, to: string): void {
    const open = this.#last;
    if (open?.change?.of === null) open.change.of = Math.max(open.done, 1);
    this.#push({ from: at, size, change: { to, of: null }, done: 0 });
  }

  /** Disks alone make nodes change too, under no other size. */
  #nodeDone(at: number, size: string, to: string): void {
    const { change = null, done = 0 } = this.#last ?? {};
    this.#push({ from: at, size, change: change ?? { to, of: null }, done: done + 1 });
  }

  #rest(at: number, size: string): void {
    const last = this.#last;
    if (last?.change?.of === null) last.change.of = Math.max(last.done, 1);
    if (last?.change !== null || last.size !== size) this.#push({ from: at, size, change: null, done: 0 });
  }

  /** A change that was asked for meanwhile begins now. */
  #resumed(at: number, size: string): void {
    const change = this.#last?.change;
    if (change === undefined || change === null || change.to === size) this.#rest(at, size);
    else this.#push({ from: at, size, change, done: 0 });
  }

  /** What begins at the instant at which another began takes its place. */
  #push(step: Step): void {
    if (this.#last?.from === step.from && this.#last.size !== null) this.#steps.pop();
    this.#steps.push(step);
    if (this.#steps.length > STEPS_KEPT) this.#steps.splice(0, STEPS_KEPT / 4);
  }

  /** The last step that begins at or before `at`; the first, where all begin after it. */
  #indexAt(at: number): number {
    let low = 0;
    let high = this.#steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#steps[middle]?.from ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

function changingOf({ change, done }: Step, nodesInAll: number): ActualStretch["changing"] {
  if (change === null) return null;
  return { to: change.to, done, of: change.of ?? nodesInAll };
}

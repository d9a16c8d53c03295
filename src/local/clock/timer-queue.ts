/** Timers in the order in which they are due; of two due at the same instant, the one set first. A binary heap. */

interface Entry {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

export interface TimerQueue {
  add(atMs: number, run: () => void): { cancel(): void };
  /** When the next timer is due; undefined when there is none. */
  nextAtMs(): number | undefined;
  take(): (() => void) | undefined;
}

export function createTimerQueue(): TimerQueue {
  const heap: Entry[] = [];
  let added = 0;

  function peek(): Entry | undefined {
    while (heap[0]?.cancelled) removeFirst(heap);
    return heap[0];
  }

  return {
    add(atMs, run) {
      const entry: Entry = { atMs, order: added++, run, cancelled: false };
      insert(heap, entry);
      return {
        cancel() {
          entry.cancelled = true;
        },
      };
    },
    nextAtMs: () => peek()?.atMs,
    take() {
      const first = peek();
      if (first) removeFirst(heap);
      return first?.run;
    },
  };
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}

function insert(heap: Entry[], entry: Entry): void {
  let at = heap.push(entry) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (!parent || !isBefore(entry, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = entry;
}

function removeFirst(heap: Entry[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const below = earlierChild(heap, at);
    const child = heap[below];
    if (!child || !isBefore(child, last)) break;
    heap[at] = child;
    at = below;
  }
  heap[at] = last;
}

function earlierChild(heap: readonly Entry[], at: number): number {
  const left = heap[2 * at + 1];
  const right = heap[2 * at + 2];
  return left && right && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1;
}

/** Frames and lanes for tests of the page: what local Atlas might say, one thing changed at a time. */
import type { ActualStretch, Lane, PlannedStretch } from "../../../../src/local/console/lanes/model";
import type { AppState, ClockState, ClusterState, Frame } from "../../../../src/local/console/protocol";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const NOW = Date.parse("2026-12-01T12:10:00Z");
export const BEGAN = NOW - 60 * DAY;
export const PROJECT = "5e1ec444970199272441a214";

export const keyOf = (name: string) => `${PROJECT}/${name}`;

export function aClock(changes: Partial<ClockState> = {}): ClockState {
  return { now: NOW, beganAt: BEGAN, speed: "step", stepsTo: null, nextBoundary: NOW + 38 * HOUR, ...changes };
}

export function aCluster(name = "Cluster0", changes: Partial<ClusterState> = {}): ClusterState {
  return {
    key: keyOf(name),
    projectId: PROJECT,
    name,
    stateName: "IDLE",
    size: "M10",
    isPaused: false,
    nodes: [0, 1, 2].map((index) => ({ name: `${name}-shard-00-0${index}`, tier: "M10", isChanging: false })),
    tags: [],
    provider: "AWS",
    autoScaling: null,
    load: { operationsPerSecond: 420, latencyMs: 6.2, isSaturated: false },
    scheduled: {
      schedule: "billing",
      zone: "Europe/Berlin",
      size: "M10",
      window: null,
      since: NOW - 20 * DAY,
      next: { at: NOW + 38 * HOUR, size: "M50", window: "month-start" },
    },
    badges: [],
    ...changes,
  };
}

export function anApp(changes: Partial<AppState> = {}): AppState {
  return {
    id: "app",
    clientAppId: "scheduler-abcde",
    name: "scheduler",
    projectId: PROJECT,
    functions: ["preview", "reconcile", "scaleDown", "scaleUp", "status"],
    triggers: [],
    ...changes,
  };
}

export function aFrame(changes: Partial<Frame> = {}): Frame {
  return {
    clock: aClock(),
    clusters: [aCluster()],
    apps: [anApp()],
    runs: [],
    requests: [],
    faults: { rules: [], random: null, firings: [], paces: [] },
    schedule: { text: "{}", zone: "Europe/Berlin", revision: "1" },
    ...changes,
  };
}

/** M10, but M50 from noon on the 1st until 02:00 on the 3rd, month by month; as planned until `until`. */
export function aLane(name = "Cluster0", changes: Partial<Lane> = {}): Lane {
  const starts = [8, 9, 10, 11, 12, 13].map((month) => Date.UTC(2026, month, 1, 12));
  const planned: PlannedStretch[] = [];
  const actual: ActualStretch[] = [];
  let last = Date.UTC(2026, 8, 1);
  const rest = (from: number, until: number, size: string) => actual.push({ from, until, size, changing: null });
  for (const start of starts) {
    const end = start + 38 * HOUR;
    planned.push({ from: last, until: start, size: "M10", window: null });
    planned.push({ from: start, until: end, size: "M50", window: "month-start" });
    if (start < NOW) {
      rest(last, start, "M10");
      actual.push(...changing(start, "M10", "M50"));
      if (end < NOW) {
        rest(start + 0.5 * HOUR, end, "M50");
        actual.push(...changing(end, "M50", "M10"));
      }
    }
    last = end < NOW ? end + 0.5 * HOUR : end;
  }
  const marks = [
    { at: NOW - 3 * DAY, kind: "changed-by-hand", says: "Ada changed it from M10 to M30." },
    { at: NOW - 2 * DAY, kind: "firing-lost", says: "The firing of heartbeat was lost." },
  ] as const;
  return { key: keyOf(name), label: name, zone: "Europe/Berlin", planned, actual, marks, ...changes };
}

function changing(from: number, before: string, to: string): ActualStretch[] {
  const third = HOUR / 6;
  return [0, 1, 2].map((done) => ({
    from: from + done * third,
    until: from + (done + 1) * third,
    size: done === 0 ? before : `${before}, ${to}`,
    changing: { to, done, of: 3 },
  }));
}

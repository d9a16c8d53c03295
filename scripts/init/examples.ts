/** The schedules that a user may begin with. */
import { MS_PER_DAY } from "../../src/schedule/time-units";

export const EXAMPLES = ["office-hours", "month-start", "launch", "fleet"] as const;

export type ExampleName = (typeof EXAMPLES)[number];

export interface Wanted {
  readonly cluster: string;
  readonly up: string;
  /** null: the example's own way to be small. */
  readonly down: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly timezone: string;
  readonly nowMs: number;
}

interface Example {
  /** What the schedule cannot do without. */
  readonly needs: readonly ("cluster" | "up" | "down")[];
  readonly schedule: (wanted: Wanted) => object;
}

const officeHours = { start: "45 7 * * MON-FRI", end: "0 19 * * MON-FRI" } as const;

/** A new example is a new row here. */
export const examples: Readonly<Record<ExampleName, Example>> = {
  "month-start": {
    needs: ["cluster", "up", "down"],
    schedule: ({ cluster, up, down, start, end }) => ({
      name: "billing",
      clusters: [cluster],
      baseline: { tier: down },
      windows: [{ name: "month-start", start: start ?? "0 12 1 * *", end: end ?? "0 2 3 * *", tier: up }],
    }),
  },
  "office-hours": {
    needs: ["cluster", "up"],
    schedule: ({ cluster, up, down, start, end }) => ({
      name: "office-hours",
      clusters: [cluster],
      baseline: down === null ? { paused: true } : { tier: down },
      windows: [{ name: "weekdays", start: start ?? officeHours.start, end: end ?? officeHours.end, tier: up }],
    }),
  },
  launch: {
    needs: ["cluster", "up", "down"],
    schedule: ({ cluster, up, down, start, end, nowMs }) => ({
      name: "launch",
      clusters: [cluster],
      baseline: { tier: down },
      windows: [{ name: "launch", from: start ?? midnight(nowMs, 14), until: end ?? midnight(nowMs, 17), tier: up }],
    }),
  },
  fleet: {
    needs: [],
    schedule: ({ start, end }) => ({
      name: "development",
      clusters: [{ glob: "dev-*" }, { tags: { env: "dev" } }],
      baseline: { paused: true },
      windows: [
        { name: "office-hours", start: start ?? officeHours.start, end: end ?? officeHours.end, paused: false },
      ],
    }),
  },
};

function midnight(nowMs: number, daysAhead: number): string {
  return `${new Date(nowMs + daysAhead * MS_PER_DAY).toISOString().slice(0, 10)}T00:00`;
}

export function documentOf(example: ExampleName, wanted: Wanted): object {
  return { timezone: wanted.timezone, schedules: [examples[example].schedule(wanted)] };
}

/** The schedule that a fresh clone has, which nobody has edited. */
export const shippedDocument = documentOf("month-start", {
  cluster: "Cluster0",
  up: "M50",
  down: "M10",
  start: null,
  end: null,
  timezone: "UTC",
  nowMs: 0,
});

export interface DemoOptions {
  /** null: the Value of app/. */
  readonly scheduleFile: string | null;
  /** Epoch milliseconds; null: two days before the next boundary. */
  readonly fromMs: number | null;
  readonly days: number;
  /** null: one for each selector of the schedule. */
  readonly clusters: number | null;
  /** The real time, from which the next boundary is looked for. */
  readonly nowMs: number;
}

export const demoDefaults = { days: 7 } as const;

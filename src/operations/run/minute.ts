const minuteMs = 60_000;

/** A run decides for the minute nearest to its clock: a trigger may fire some seconds early or late. */
export function nearestMinute(nowMs: number): number {
  return Math.round(nowMs / minuteMs) * minuteMs;
}

/** "2026-12-01T12:00Z"; whole minutes are all we deal in. */
export function formatInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}Z`;
}

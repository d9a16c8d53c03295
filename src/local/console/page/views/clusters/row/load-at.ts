import type { LoadAnswer } from "../../../../protocol";

/** What the simulated load was at an instant, as a sentence; null: nothing is known of it. Pure. */
export function loadAt({ at: instants, operationsPerSecond, latencyMs }: LoadAnswer, at: number): string | null {
  const index = instants.findIndex((one) => one > at) - 1;
  const operations = operationsPerSecond[index];
  if (operations === undefined) return null;
  const latency = latencyMs[index];
  const took = typeof latency === "number" ? `take ${readable(latency)} ms` : "are served by nobody";
  return `Simulated: ${readable(operations)} operations a second ${took}.`;
}

export function readable(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en-US");
  return String(Math.round(value * 10) / 10);
}

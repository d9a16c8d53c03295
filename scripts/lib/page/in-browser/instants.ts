/** Instants as the rest of the page writes them. Offsets come with the page: a browser's own zone data may be older. */
import type { LaneData } from "../lanes/lane-data";

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

export function utcInstant(ms: number): string {
  return `${written(ms)} UTC`;
}

export function localInstant(ms: number, { zone, offsets }: Pick<LaneData, "zone" | "offsets">): string {
  const { minutes } = offsets.filter(({ from }) => from <= ms).at(-1) ?? offsets[0] ?? { minutes: 0 };
  return `${written(ms + minutes * 60_000)} ${zone}`;
}

function written(ms: number): string {
  const date = new Date(ms);
  return `${WEEKDAYS[date.getUTCDay()]} ${date.toISOString().slice(0, 16).replace("T", " ")}`;
}

import { MS_PER_MINUTE } from "../schedule/time-units";

/** "2026-12-01T12:00Z": whole minutes are all that decisions and reports deal in. */
export function formatInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}Z`;
}

/** "6 h", "5 h 20 min", "45 min", of whole minutes. */
export function formatSpan(ms: number): string {
  const minutes = Math.round(ms / MS_PER_MINUTE);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours === 0 ? "" : `${hours} h`, rest === 0 && hours > 0 ? "" : `${rest} min`].filter(Boolean).join(" ");
}

/** "2026-12-01T12:00Z": whole minutes are all that decisions and reports deal in. */
export function formatInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}Z`;
}

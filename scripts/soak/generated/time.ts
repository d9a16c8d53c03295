/** The soak's own units of time: it shares nothing with src/schedule, so that one slip cannot sit on both sides. */

export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** "2026-12-01T12:00" in UTC. */
export const minuteText = (ms: number) => new Date(ms).toISOString().slice(0, 16);

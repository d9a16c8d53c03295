/** The tag that tells the scheduler to leave a cluster alone until an instant. Pure. */

export const HOLD_KEY = "scheduler-hold";

/** `20261201T1200Z`, whole minutes in UTC: what fits into a tag. */
export function holdValue(until: number): string {
  return `${new Date(until).toISOString().slice(0, 16).replaceAll(/[-:]/g, "")}Z`;
}

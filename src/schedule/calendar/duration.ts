import { MINUTES_PER_DAY, MINUTES_PER_HOUR, MINUTES_PER_WEEK } from "../time-units";

/** Its shape; the numbers are checked beyond it. */
export const DURATION = /^P(?:(\d+)W|(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?)?)$/;
const MINUTES = [MINUTES_PER_WEEK, MINUTES_PER_DAY, MINUTES_PER_HOUR, 1];
/** Ten years; longer is a slip. */
const LONGEST = 3660 * MINUTES_PER_DAY;

/** The minutes of an ISO 8601 duration in weeks, or in days, hours and minutes; or what is wrong with it. */
export function readDuration(text: string): number | string {
  const match = DURATION.exec(text);
  if (match === null || text.length === 1) {
    return /^P\d*[YM\d]/.test(text) && /^P[^T]*[YM]/.test(text)
      ? "names years or months, whose length varies: use days, such as P30D"
      : "is not an ISO 8601 duration in whole minutes such as PT11H15M or P2D";
  }
  const minutes = match.slice(1).reduce((sum, part, index) => sum + Number(part ?? 0) * (MINUTES[index] ?? 0), 0);
  if (minutes === 0) return "is zero, so that the window could never open";
  return minutes <= LONGEST ? minutes : "is longer than ten years, the maximum";
}

import { MINUTES_PER_DAY, MINUTES_PER_HOUR, MINUTES_PER_WEEK } from "../time-units";

/** The pattern checks the form alone: weeks, or days, hours and minutes. */
export const DURATION = /^P(?:(\d+)W|(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?)?)$/;
/** Years or months stand before the T. */
const YEARS_OR_MONTHS = /^P\d[^T]*[YM]/;

/** The minutes of each unit of the pattern, in its order. */
const MINUTES = [MINUTES_PER_WEEK, MINUTES_PER_DAY, MINUTES_PER_HOUR, 1];

/** A duration of more than ten years is surely a mistake. */
const LONGEST = 3660 * MINUTES_PER_DAY;

/** The minutes of an ISO 8601 duration in weeks, or in days, hours and minutes; or what is wrong with it. */
export function readDuration(text: string): number | string {
  const match = DURATION.exec(text);
  if (match === null || text.length === 1) {
    return YEARS_OR_MONTHS.test(text)
      ? "names years or months, whose length varies: use days, such as P30D"
      : "is not an ISO 8601 duration in whole minutes such as PT11H15M or P2D";
  }
  const minutes = match.slice(1).reduce((sum, part, index) => sum + Number(part ?? 0) * (MINUTES[index] ?? 0), 0);
  if (minutes === 0) return "is zero, so that the window could never open";
  return minutes <= LONGEST ? minutes : "is longer than ten years, the maximum";
}

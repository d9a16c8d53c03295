/**
 * The units of time that the deployed code and the scripts share. Local Atlas and the soak's oracle keep their own, so
 * that one slip cannot sit on both sides.
 */

export const MS_PER_SECOND = 1000;
export const MS_PER_MINUTE = 60_000;
export const MS_PER_HOUR = 3_600_000;
export const MS_PER_DAY = 86_400_000;

export const MINUTES_PER_HOUR = 60;
export const MINUTES_PER_DAY = 1440;
export const MINUTES_PER_WEEK = 10_080;

/** Horizons in years count leap years only, to be on the safe side. */
export const DAYS_PER_LEAP_YEAR = 366;

/**
 * Civil time without a zone. A day is a number (days since 1970-01-01), a month is a number (months since the year 0),
 * a civil minute is day x 1440 + minute of the day.
 */

export const MINUTES_PER_DAY = 1440;
export const MS_PER_MINUTE = 60_000;

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** Leap days from the year 1 to 1969. */
const LEAP_DAYS_BEFORE_1970 = 477;
const MEAN_DAYS_PER_MONTH = 30.436875;

export function monthNumber(year: number, month: number): number {
  return year * 12 + month - 1;
}

export function firstDayOf(month: number): number {
  const year = Math.floor(month / 12);
  const ofYear = month - year * 12;
  const leapYears = ofYear < 2 ? year - 1 : year;
  const leapDays = Math.floor(leapYears / 4) - Math.floor(leapYears / 100) + Math.floor(leapYears / 400);
  return (year - 1970) * 365 + leapDays - LEAP_DAYS_BEFORE_1970 + (DAYS_BEFORE_MONTH[ofYear] ?? 0);
}

export function lengthOf(month: number): number {
  return firstDayOf(month + 1) - firstDayOf(month);
}

export function monthOf(day: number): number {
  const guess = Math.floor(day / MEAN_DAYS_PER_MONTH) + 1970 * 12;
  if (firstDayOf(guess) > day) {
    return guess - 1;
  }
  return firstDayOf(guess + 1) <= day ? guess + 1 : guess;
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The day of a written date (2026-12-24), or null where the calendar has no such date. */
export function dayOfDate(text: string): number | null {
  const [year, month, day] = text.split("-").map(Number);
  if (year === undefined || month === undefined || day === undefined || !(month >= 1 && month <= 12)) {
    return null;
  }
  const number = monthNumber(year, month);
  return day >= 1 && day <= lengthOf(number) ? firstDayOf(number) + day - 1 : null;
}

/**
 * Civil time is what calendars and clocks show, without a zone. A day is the number of days since 1970-01-01, a month the
 * number of months since the year 0, a civil minute is day x 1440 + minute of the day.
 */

/** An instant that never comes, and one before all others. */
export const NEVER = Number.POSITIVE_INFINITY;
export const LONG_AGO = Number.NEGATIVE_INFINITY;

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** The leap days of the years 1 to 1969. */
const LEAP_DAYS_BEFORE_1970 = 477;

export function monthNumber(year: number, month: number): number {
  return year * 12 + month - 1;
}

/** The day on which a month begins. This is asked very often, and Math.floor would cost more than the rest together: `| 0` takes the whole part. */
export function firstDayOf(month: number): number {
  const year = (month / 12) | 0;
  const ofYear = month - year * 12;
  const leapYears = ofYear < 2 ? year - 1 : year;
  const leapDays = ((leapYears / 4) | 0) - ((leapYears / 100) | 0) + ((leapYears / 400) | 0);
  return (year - 1970) * 365 + leapDays - LEAP_DAYS_BEFORE_1970 + (DAYS_BEFORE_MONTH[ofYear] ?? 0);
}

export function lengthOf(month: number): number {
  return firstDayOf(month + 1) - firstDayOf(month);
}

export interface CivilDate {
  readonly month: number;
  /** 1 to 31. */
  readonly dayOfMonth: number;
}

/** The date of a day from 1970 on, by eras of 400 years that begin on 1 March (Howard Hinnant, civil_from_days). */
export function dateOf(day: number): CivilDate {
  const shifted = day + 719_468;
  const era = (shifted / 146_097) | 0;
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra =
    ((dayOfEra - ((dayOfEra / 1460) | 0) + ((dayOfEra / 36_524) | 0) - ((dayOfEra / 146_096) | 0)) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const fromMarch = ((5 * dayOfYear + 2) / 153) | 0;
  return {
    month: (era * 400 + yearOfEra) * 12 + fromMarch + 2,
    dayOfMonth: dayOfYear - (((153 * fromMarch + 2) / 5) | 0) + 1,
  };
}

export function monthOf(day: number): number {
  return dateOf(day).month;
}

/** The weekday of a day; 0 is Sunday. */
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

/**
 * Civil time without a zone. A day is a number (days since 1970-01-01), a month is a number (months since the year 0),
 * a civil minute is day x 1440 + minute of the day.
 */

/** An instant that never comes, and one before all others. */
export const NEVER = Number.POSITIVE_INFINITY;
export const LONG_AGO = Number.NEGATIVE_INFINITY;

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** Leap days from the year 1 to 1969. */
const LEAP_DAYS_BEFORE_1970 = 477;

export function monthNumber(year: number, month: number): number {
  return year * 12 + month - 1;
}

/** `| 0` takes the whole part: this is asked very often, and a call of Math.floor costs more than the rest together. */
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

/** Of a day from 1970 on. Eras of 400 years, each from the 1st of March (Howard Hinnant, civil_from_days). */
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

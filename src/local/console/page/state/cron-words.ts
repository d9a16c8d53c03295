/** A CRON expression of a trigger in words, where it is simple; null where words would be longer than help. Pure. */

export function cronWords(expression: string): string | null {
  const [minute, hour, day, month, weekday, ...rest] = expression.trim().toUpperCase().split(/\s+/);
  if (minute === undefined || hour === undefined || day === undefined) return null;
  if (month === undefined || weekday === undefined || rest.length > 0) return null;
  const times = timesWords(minute, hour);
  const days = daysWords(day, month, weekday);
  if (times === null || days === null) return null;
  return [days, times].filter((part) => part !== "").join(" ");
}

function timesWords(minute: string, hour: string): string | null {
  const minutes = numbers(minute, 59);
  if (hour === "*") return hourlyWords(minute, minutes);
  const hours = numbers(hour, 23);
  if (minutes === null || hours === null || minutes.length * hours.length > MOST_TIMES) return null;
  const times = hours.flatMap((each) => minutes.map((within) => `${two(each)}:${two(within)}`));
  return `at ${listed(times)}`;
}

const MOST_TIMES = 6;

function hourlyWords(minute: string, minutes: readonly number[] | null): string | null {
  if (minute === "*") return "every minute";
  const [, step] = /^\*\/(\d+)$/.exec(minute) ?? [];
  if (step !== undefined) return 60 % Number(step) === 0 ? `every ${Number(step)} minutes` : null;
  if (minutes === null || minutes.length > MOST_TIMES) return null;
  return `every hour at ${listed(minutes.map((each) => `:${two(each)}`))}`;
}

/** Empty: on every day, which the times alone say. Both day fields restricted would need both said. */
function daysWords(day: string, month: string, weekday: string): string | null {
  if (day !== "*" && weekday !== "*") return null;
  const months = month === "*" ? "" : monthsWords(month);
  if (months === null) return null;
  if (weekday !== "*") return withMonths(spansWords(weekday, WEEKDAYS, 0), months);
  if (day === "*") return months === "" ? "" : `every day of ${months}`;
  const days = spansWords(day, ordinals, 1);
  return days === null ? null : `on the ${days} of ${months === "" ? "every month" : months}`;
}

const withMonths = (days: string | null, months: string) =>
  days === null || months === "" ? days : `${days} in ${months}`;

const monthsWords = (month: string) => spansWords(month, MONTHS, 1);

/** `MON-FRI,SUN` as "Monday to Friday and Sunday": names, or numbers that count from `first`. */
function spansWords(field: string, names: readonly string[], first: number): string | null {
  const nameOf = (text: string) => {
    const byName = names.find((name) => name.slice(0, 3).toUpperCase() === text);
    return byName ?? (/^\d+$/.test(text) ? names[Number(text) - first] : undefined);
  };
  const spans = field.split(",").map((part) => {
    const [from, until, ...rest] = part.split("-").map(nameOf);
    if (from === undefined || rest.length > 0) return null;
    return part.includes("-") ? (until === undefined ? null : `${from} to ${until}`) : from;
  });
  return spans.every((span) => span !== null) ? listed(spans) : null;
}

function numbers(field: string, most: number): number[] | null {
  const parts = field.split(",");
  return parts.every((part) => /^\d{1,2}$/.test(part) && Number(part) <= most) ? parts.map(Number) : null;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

const two = (value: number) => String(value).padStart(2, "0");

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

const ordinals = Array.from({ length: 31 }, (_, index) => {
  const day = index + 1;
  const ending = day > 10 && day < 14 ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th");
  return `${day}${ending}`;
});

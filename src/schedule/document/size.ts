/** Bounds the size of what is read, so that any document is read in bounded time. */

/** 10,000 windows have some 60,000 values. */
export const MOST_VALUES = 200_000;

/** Whether the value holds more than `most` values, those of lists and objects counted in. */
export function isTooLarge(value: unknown, most = MOST_VALUES): boolean {
  const open: unknown[] = [value];
  let count = 0;
  while (open.length > 0) {
    const one = open.pop();
    count += 1;
    if (count + open.length > most) return true;
    if (typeof one !== "object" || one === null) continue;
    const values = Array.isArray(one) ? one : Object.keys(one).map((key) => (one as Record<string, unknown>)[key]);
    if (values.length > most) return true;
    for (const each of values) open.push(each);
  }
  return false;
}

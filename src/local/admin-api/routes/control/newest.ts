/** The newest of a list that grows as long as local Atlas runs: so many, and not more than an answer should hold. */

const DEFAULT_COUNT = 1000;
const COUNT_MAX = 10_000;
const CHARACTERS_MAX = 8_000_000;

/** Oldest first. `limit` is what the caller asked for; anything that is no number counts as not asked. */
export function newest<T>(items: readonly T[], limit: string | undefined): readonly T[] {
  const asked = /^\d{1,6}$/.test(limit ?? "") ? Number(limit) : DEFAULT_COUNT;
  const kept: T[] = [];
  let characters = 0;
  for (let index = items.length - 1; index >= 0 && kept.length < Math.min(asked, COUNT_MAX); index--) {
    const item = items[index] as T;
    characters += JSON.stringify(item).length;
    if (characters > CHARACTERS_MAX) break;
    kept.push(item);
  }
  return kept.reverse();
}

/** Guesses which known word was meant by an unknown one. */

/** How many letters must be inserted, deleted, replaced or swapped to turn one word into the other; `limit` + 1 stands for more than `limit`. */
function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one.charAt(row - 1) === other.charAt(column - 1);
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwapped =
        row > 1 &&
        column > 1 &&
        one.charAt(row - 1) === other.charAt(column - 2) &&
        one.charAt(row - 2) === other.charAt(column - 1);
      if (isSwapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    if (Math.min(...current) > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[other.length] ?? 0;
}

function simplified(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, "");
}

const LONGEST_WORD = 80;

/** The candidate nearest to `word`: one that differs in case and hyphens alone, or by a few letters. Null where none is near. */
export function nearestOf(word: string, candidates: readonly string[]): string | null {
  if (word.length > LONGEST_WORD) return null;
  const wanted = simplified(word);
  let best: string | null = null;
  let limit = wanted.length <= 3 ? 1 : wanted.length <= 7 ? 2 : 3;
  for (const candidate of candidates) {
    const cost = distance(wanted, simplified(candidate), limit);
    if (cost <= limit && cost < Math.max(wanted.length, 1)) {
      best = candidate;
      limit = cost - 1;
      if (limit < 0) break;
    }
  }
  return best;
}

/** The end of a message: ": did you mean X?" or, where there is no guess, the advice. */
export function didYouMean(word: string, candidates: readonly string[], advice = ""): string {
  const guess = nearestOf(word, candidates);
  if (guess !== null) return `: did you mean ${guess}?`;
  return advice === "" ? "" : `: ${advice}`;
}

/** Patterns of paths, `*` standing for any text; matched without backtracking, so that no pattern takes long. */

/** Longer patterns are refused: a path of the Admin API has some 200 characters. */
export const PATTERN_LENGTH_MAX = 300;

export function isLike(path: string, pattern: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return path === pattern;
  const last = rest.pop() ?? "";
  if (!path.startsWith(first) || path.length < first.length + last.length || !path.endsWith(last)) return false;
  // The earliest place for each part leaves the most room for the parts after it.
  let position = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return position <= path.length - last.length;
}

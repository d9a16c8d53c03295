/** A set of small numbers (0 to 31) is held as the bits of one 32-bit integer. */

/** The smallest member at or above `from` (0 to 31), or -1. */
export function nextBit(set: number, from: number): number {
  const rest = set & (-1 << from);
  return rest === 0 ? -1 : 31 - Math.clz32(rest & -rest);
}

/** The largest member at or below `from` (0 to 31), or -1. */
export function previousBit(set: number, from: number): number {
  const rest = set & ((2 << from) - 1);
  return rest === 0 ? -1 : 31 - Math.clz32(rest);
}

export function hasBit(set: number, member: number): boolean {
  return (set & (1 << member)) !== 0;
}

/** The time to ask for, so that some panning and running needs nothing new. Pure. */

export interface Range {
  readonly from: number;
  readonly until: number;
}

/** Half of what is seen on either side, in whole quarters of it, and whole milliseconds. */
export function neededRange({ from, until }: Range): Range {
  const quarterMs = Math.max(Math.round((until - from) / 4), 1);
  return {
    from: (Math.floor(from / quarterMs) - 2) * quarterMs,
    until: (Math.ceil(until / quarterMs) + 2) * quarterMs,
  };
}

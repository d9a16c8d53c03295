import type { SoakRecord } from "../lived/record";
import type { Oracle } from "../oracle/timeline";

/** One place where an invariant does not hold. */
export interface Finding {
  readonly says: string;
  /** When it shows; null: in no one moment. */
  readonly atMs: number | null;
}

/** A rule, checked on the record of a case. */
export type Check = (record: SoakRecord, oracle: Oracle) => readonly Finding[];

/** A check that finds whatever any of the rules finds. */
export function everyRule(...rules: readonly Check[]): Check {
  return (record, oracle) => rules.flatMap((rule) => rule(record, oracle));
}

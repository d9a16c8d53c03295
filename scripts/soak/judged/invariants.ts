import type { SoakRecord } from "../lived/record";
import { oracleFor } from "../oracle/timeline";
import { changesByHand } from "./changes-by-hand";
import type { Check, Finding } from "./finding";
import { noCredentials } from "./no-credentials";
import { nothingSentTwice } from "./nothing-sent-twice";
import { onlySizesChange } from "./only-sizes-change";
import { orderlyRuns } from "./orderly-runs";
import { reachedOrReported } from "./reached-or-reported";

/** The five invariants by their numbers in README.md; 0 is what all of them take for granted: runs that do not break. */
const invariants = [
  [0, orderlyRuns],
  [1, reachedOrReported],
  [2, onlySizesChange],
  [3, nothingSentTwice],
  [4, changesByHand],
  [5, noCredentials],
] as const satisfies readonly (readonly [number, Check])[];

export interface Violation extends Finding {
  readonly invariant: (typeof invariants)[number][0];
}

export function violationsOf(record: SoakRecord): readonly Violation[] {
  const oracle = oracleFor(record.soakCase, record.edits);
  return invariants.flatMap(([invariant, check]) => check(record, oracle).map((found) => ({ invariant, ...found })));
}

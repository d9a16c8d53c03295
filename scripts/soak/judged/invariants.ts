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
  [0, "orderly runs", orderlyRuns],
  [1, "reached or reported", reachedOrReported],
  [2, "only sizes change", onlySizesChange],
  [3, "nothing sent twice", nothingSentTwice],
  [4, "changes by hand", changesByHand],
  [5, "no credentials", noCredentials],
] as const satisfies readonly (readonly [number, string, Check])[];

export interface Violation extends Finding {
  readonly invariant: (typeof invariants)[number][0];
  /** The name of the invariant. */
  readonly name: string;
}

export function violationsOf(record: SoakRecord): readonly Violation[] {
  const oracle = oracleFor(record.soakCase, record.edits);
  return invariants.flatMap(([invariant, name, check]) =>
    check(record, oracle).map((found) => ({ invariant, name, ...found })),
  );
}

import { describe, expect, it } from "@jest/globals";
import { printFailure } from "../../../scripts/soak/print";
import { soak } from "../../../scripts/soak/run";

/** A few days each, so that all of this takes seconds; `npm run soak` takes whole months, as many as asked. */
const proofs = [
  { seed: 105, months: 2, days: 3 },
  { seed: 104, months: 2, days: 2 },
];

describe("the built functions on local Atlas, whatever goes wrong", () => {
  it.each(proofs)("keep the five invariants (seed $seed)", async (options) => {
    const { figures, failure } = await soak({ ...options, shrinkMs: 0 });
    if (failure !== null) throw new Error(printFailure(options.seed, failure));
    expect(figures.months).toBe(options.months);
    expect(figures.patches).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { projectIds, type SoakCase } from "../../../scripts/soak/generated/case";
import { aSoakCase } from "../../../scripts/soak/generated/case-generator";
import { shrink, untilFailure } from "../../../scripts/soak/shrink";
import { aCase, at, startMs } from "./a-case";

/** The cluster that each happening is about. */
function hits({ clusters, happenings }: SoakCase): string[] {
  const listed = projectIds.flatMap((id) => clusters.filter(({ project }) => project === id));
  return happenings.map(({ does, on }) => `${does} ${listed[on % listed.length]?.input.name}`);
}

describe("shrink", () => {
  it("leaves of any case what its failure needs: one cluster and what happens to it", async () => {
    for (const one of fc.sample(fc.noBias(aSoakCase()), { numRuns: 40, seed: 5 })) {
      const [wanted] = hits(one).filter((hit) => /^(?:resize|hold) s1-1$/.test(hit));
      if (wanted === undefined) continue;
      const fails = async (simpler: SoakCase) => hits(simpler).includes(wanted);
      const { soakCase } = await shrink(one, fails, () => false);
      expect(hits(soakCase)).toEqual([wanted]);
      expect(soakCase.clusters.map(({ input }) => input.name)).toEqual(["s1-1"]);
      expect(soakCase).toMatchObject({ drafts: [], bystanders: [], hasShadowed: false, http: { faults: [] } });
      expect(soakCase.documents).toHaveLength(1);
      expect(soakCase.documents[0]?.schedules.map(({ name }) => name)).toEqual(["s1"]);
    }
  });

  it("ends when its time is over", async () => {
    const [one = aCase()] = fc.sample(fc.noBias(aSoakCase()), { numRuns: 1, seed: 5 });
    let tried = 0;
    const isOver = () => ++tried > 3;
    const { steps } = await shrink(one, async () => false, isOver);
    expect([tried, steps]).toEqual([4, 0]);
  });
});

describe("untilFailure", () => {
  it("cuts a case behind the day of its first failure, and what happens after", () => {
    const later = { does: "pause", on: 0, afterMs: at("2 08:00") - startMs } as const;
    const cut = untilFailure(aCase({ happenings: [...aCase().happenings, later] }), [
      { atMs: at("2 01:00") },
      { atMs: at("1 09:30") },
      { atMs: null },
    ]);
    expect(cut).toMatchObject({ days: 2, happenings: aCase().happenings });
  });

  it("leaves a case whose failure shows in no one moment", () => {
    expect(untilFailure(aCase(), [{ atMs: null }])).toEqual(aCase());
  });
});

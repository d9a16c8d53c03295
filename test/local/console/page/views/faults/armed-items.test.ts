import { describe, expect, it } from "@jest/globals";
import { emptyWorld } from "../../../../../../src/local/console/page/state/world";
import { armedItems } from "../../../../../../src/local/console/page/views/faults/armed-items";
import type { FaultsState } from "../../../../../../src/local/console/protocol";

const says = (changes: Partial<FaultsState>) =>
  armedItems({ ...emptyWorld.faults, ...changes }).map((item) => item.says);

const paces = (pace: "slow" | "stuck", ...names: string[]) => names.map((name) => ({ clusterKey: `p/${name}`, pace }));

describe("armedItems", () => {
  it.each([
    [{ fate: "lost", times: 1 }, "The next firing of any trigger is lost."],
    [{ fate: "lost", times: "always", trigger: "heartbeat" }, "All firings of heartbeat are lost."],
    [{ fate: "doubled", times: 3 }, "The next 3 firings of any trigger come twice."],
  ] as const)("says of a firing %j what it will be", (changes, sentence) => {
    expect(says({ firings: [{ id: 1, trigger: null, hits: 0, ...changes }] })).toEqual([sentence]);
  });

  it.each([
    [paces("slow", "a"), ["Changes of a are slow."]],
    [paces("stuck", "a", "b"), ["Changes of a and b never end."]],
    [paces("stuck", "a", "b", "c", "d"), ["Changes of a, b, c and d never end."]],
    [paces("stuck", "a", "b", "c", "d", "e"), ["Changes of a, b, c and 2 more clusters never end."]],
    [
      [...paces("stuck", "a"), ...paces("slow", "b")],
      ["Changes of b are slow.", "Changes of a never end."],
    ],
  ])("has a line for each pace: %j", (some, sentences) => {
    expect(says({ paces: some })).toEqual(sentences);
  });

  it("disarms a pace of every cluster that has it", () => {
    const [item] = armedItems({ ...emptyWorld.faults, paces: paces("slow", "a", "b") });
    expect(item?.disarm.map(({ body }) => body)).toEqual([
      { cluster: "p/a", pace: "usual" },
      { cluster: "p/b", pace: "usual" },
    ]);
  });
});

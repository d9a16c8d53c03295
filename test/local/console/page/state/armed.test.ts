import { describe, expect, it } from "@jest/globals";
import { armedCount } from "../../../../../src/local/console/page/state/armed";
import { emptyWorld } from "../../../../../src/local/console/page/state/world";

const none = emptyWorld.faults;
const rule = { id: 1, says: "The next request is answered 503.", hits: 0 };

describe("armedCount", () => {
  it("is 0 where nothing is armed", () => {
    expect(armedCount(none)).toBe(0);
  });

  it("counts each rule, firing, pace and the random faults", () => {
    const faults = {
      rules: [{ ...rule, rule: {} }],
      random: { seed: 1, rate: 0.1 },
      firings: [{ id: 1, fate: "lost", trigger: null, times: 1, hits: 0 }],
      paces: [{ clusterKey: "p/c", pace: "stuck" }],
    } as const;
    expect(armedCount(faults)).toBe(4);
  });

  it("leaves out what has hit as often as it was to", () => {
    const rules = [
      { ...rule, rule: {}, hits: 1 },
      { ...rule, rule: { times: 2 }, hits: 1 },
      { ...rule, rule: { times: "always" }, hits: 9 },
    ];
    expect(armedCount({ ...none, rules })).toBe(2);
  });
});

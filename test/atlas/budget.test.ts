import { describe, expect, it } from "@jest/globals";
import { createBudget } from "../../src/atlas/budget";
import { BudgetError } from "../../src/atlas/errors";
import { repeat } from "../../src/atlas/repeat";

const facts = { purpose: "list the clusters", method: "GET", path: "/groups/p/clusters" };

function aBudget(maxOperations: number, startMs = 0) {
  let nowMs = startMs;
  const slept: number[] = [];
  const sleep = async (ms: number) => {
    slept.push(ms);
    nowMs += ms;
  };
  const budget = createBudget({ nowMs: () => nowMs, sleep, deadlineMs: 240_000, maxOperations });
  return { budget, slept, nowMs: () => nowMs };
}

describe("a budget", () => {
  it("has room for a request that uses up the last of it, and for none after that", () => {
    const { budget } = aBudget(3);
    budget.charge(2, facts);
    expect(() => budget.charge(2, facts)).toThrow(BudgetError);
    budget.charge(1, facts);
    expect(budget.operationsLeft()).toBe(0);
    expect(() => budget.charge(1, facts)).toThrow(
      "GET /groups/p/clusters: not sent, because this run has used up its time or its operations",
    );
  });

  it("takes one operation for a wait, be it long or short, and lets nobody wait without one", async () => {
    const { budget, slept } = aBudget(2);
    expect([await budget.wait(1), await budget.wait(60_000), await budget.wait(1)]).toEqual([true, true, false]);
    expect([slept, budget.operationsLeft()]).toEqual([[1, 60_000], 0]);
  });

  it.each([
    [239_999, true],
    [240_000, false],
    [240_001, false],
  ])("at %i ms of 240,000 has room for a request: %s", (startMs, has) => {
    const charge = () => aBudget(9, startMs).budget.charge(1, facts);
    if (has) expect(charge).not.toThrow();
    else expect(charge).toThrow(BudgetError);
  });

  it.each([
    [9_999, true],
    [10_000, false],
    [10_001, false],
  ])("ten seconds before its end lets nobody wait to the end or past it: %i ms, %s", async (ms, waits) => {
    const { budget, slept } = aBudget(9, 230_000);
    expect(await budget.wait(ms)).toBe(waits);
    expect([slept, budget.operationsLeft()]).toEqual(waits ? [[ms], 8] : [[], 9]);
  });
});

describe("repeat", () => {
  it("tells how often and how long so far, waits as it is told, and rejects as the last attempt did", async () => {
    const { budget, slept, nowMs } = aBudget(2);
    const seen: unknown[] = [];
    let attempts = 0;
    const attempt = async () => {
      attempts += 1;
      throw new Error(`attempt ${attempts}`);
    };
    const repeated = repeat({ nowMs, random: () => 0.25, budget }, attempt, (error, facts) => {
      seen.push([(error as Error).message, facts]);
      return 1_000;
    });
    await expect(repeated).rejects.toThrow("attempt 3");
    expect(slept).toEqual([1_000, 1_000]);
    expect(seen).toEqual([
      ["attempt 1", { sent: 1, passedMs: 0, random: 0.25 }],
      ["attempt 2", { sent: 2, passedMs: 1_000, random: 0.25 }],
      ["attempt 3", { sent: 3, passedMs: 2_000, random: 0.25 }],
    ]);
  });

  it("gives up where it is told to, and waits no time at all where it is told that", async () => {
    const { budget, slept, nowMs } = aBudget(9);
    const delays = [0, null];
    const repeated = repeat(
      { nowMs, random: () => 0, budget },
      () => Promise.reject(new Error("no")),
      () => delays.shift() ?? null,
    );
    await expect(repeated).rejects.toThrow("no");
    expect(slept).toEqual([0]);
  });
});

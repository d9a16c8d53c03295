import { describe, expect, it } from "@jest/globals";
import { emptyForm, ruleOf } from "../../../../../../src/local/console/page/views/faults/custom-rule";

describe("ruleOf", () => {
  it("leaves out what is as it usually is", () => {
    expect(ruleOf({ ...emptyForm, path: " " })).toEqual({
      rule: { times: 1, fault: { kind: "status", status: 500, when: "before" } },
    });
  });

  it("says everything that was filled in", () => {
    const form = {
      ...emptyForm,
      method: "PATCH",
      cluster: "shop",
      status: "429",
      code: "X",
      retryAfter: "30",
      probability: "25",
      times: "",
    };
    expect(ruleOf(form)).toEqual({
      rule: {
        method: "PATCH",
        path: "/api/*",
        cluster: "shop",
        probability: 0.25,
        times: "always",
        fault: { kind: "status", status: 429, code: "X", retryAfterSeconds: 30, when: "before" },
      },
    });
  });

  it.each([
    [
      { kind: "latency", latency: "1.5" },
      { kind: "latency", ms: 1_500 },
    ],
    [
      { kind: "reset", when: "after" },
      { kind: "reset", when: "after" },
    ],
    [{ kind: "truncate" }, { kind: "truncate" }],
  ] as const)("makes of %j the fault %j", (change, fault) => {
    expect(ruleOf({ ...emptyForm, ...change })).toMatchObject({ rule: { fault } });
  });

  it.each([
    [{ status: "abc" }],
    [{ status: "600" }],
    [{ retryAfter: "-1" }],
    [{ probability: "0" }],
    [{ probability: "" }],
    [{ times: "1.5" }],
    [{ kind: "latency", latency: "" }],
    [{ kind: "latency", latency: "1e9" }],
  ] as const)("refuses %j with a sentence", (change) => {
    expect(ruleOf({ ...emptyForm, ...change })).toEqual({ problem: expect.stringMatching(/^[A-Z].*\.$/) });
  });
});

import { describe, expect, it } from "@jest/globals";
import { createOutgoing } from "../../src/runtime/outgoing";
import { createRedactor } from "../../src/runtime/redaction/redactor";

const key = "0d4e3b1c-5a6f-4c2e-9f0a-7d1be2c3f405";

function anOutgoing() {
  const redactor = createRedactor();
  redactor.learn(key);
  return createOutgoing(redactor);
}

/** An error, its cause, the cause of that, and so on. */
function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let one = error; one instanceof Error && chain.length < 20; one = one.cause) chain.push(one);
  return chain;
}

function caused(depth: number): Error {
  return depth === 0 ? new Error(`root ${key}`) : new Error(`at ${depth}: ${key}`, { cause: caused(depth - 1) });
}

describe("an error that leaves", () => {
  it("stays the error that it is, without what its texts and facts hold", () => {
    const error = Object.assign(new TypeError(`it was ${key}`), { facts: { path: [key], [key]: 1 }, reason: key });
    const left = anOutgoing().error(error);
    expect(left).toBe(error);
    expect(left).toMatchObject({
      message: "it was [redacted]",
      facts: { path: ["[redacted]"], "[redacted]": 1 },
      reason: "[redacted]",
    });
    expect(String((left as Error).stack)).not.toContain(key);
  });

  it.each([1, 5])("keeps its %i causes", (causes) => {
    const chain = chainOf(anOutgoing().error(caused(causes)));
    expect(chain).toHaveLength(causes + 1);
    expect(chain[causes]?.message).toBe("root [redacted]");
  });

  it("keeps its message though its causes go on, and six of them", () => {
    const chain = chainOf(anOutgoing().error(caused(12)));
    expect(chain.map(({ message }) => message)).toEqual([
      ...[12, 11, 10, 9, 8, 7].map((depth) => `at ${depth}: [redacted]`),
      "the causes of an error have no end",
    ]);
  });

  it("keeps its message though it is its own cause", () => {
    const error = new Error(`it was ${key}`);
    error.cause = error;
    expect(anOutgoing().error(error)).toMatchObject({ message: "it was [redacted]" });
  });

  it("gives way to another where its texts cannot be changed", () => {
    const error = new RangeError(`it was ${key}`);
    Object.defineProperty(error, "stack", { get: () => `at ${key}`, set: () => {} });
    const left = anOutgoing().error(error) as Error;
    expect([left === error, left.name, left.message]).toEqual([false, "RangeError", "it was [redacted]"]);
    expect(String(left.stack)).not.toContain(key);
  });

  it("gives way to another where it cannot be looked at", () => {
    const error = new Error(`it was ${key}`);
    Object.defineProperty(error, "cause", {
      get: () => {
        throw new Error(key);
      },
    });
    const left = anOutgoing().error(error);
    expect(left).not.toBe(error);
    expect(left).toMatchObject({ message: "the function failed, and its error could not be made safe to show" });
  });

  it("may be no error at all", () => {
    expect(anOutgoing().error(`it was ${key}`)).toBe("it was [redacted]");
    expect(anOutgoing().error({ [key]: key })).toEqual({ "[redacted]": "[redacted]" });
  });
});

describe("a text that leaves", () => {
  it.each([
    [20_000, 20_000],
    [20_001, 20_000],
  ])("of %i characters has %i", (length, left) => {
    expect(anOutgoing().text("x".repeat(length))).toHaveLength(left);
  });

  it("is redacted before it is cut", () => {
    expect(anOutgoing().text("x".repeat(19_990) + key)).toBe(`${"x".repeat(19_990)}[redacted]`);
  });

  it("keeps the keys that are words, and no others as they are", () => {
    const word = "a".repeat(40);
    expect(anOutgoing().result({ [word]: 1, [`k_${key}`]: 2 })).toEqual({ [word]: 1, "k_[redacted]": 2 });
  });
});

import { describe, expect, it } from "@jest/globals";
import { optionalText, readList, readObject, readText, without } from "../../../src/local/app-services/json";

/** What a reader makes of a value, or how it refuses it. */
function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return (error as Error).message;
  }
}

describe("a member of a request body", () => {
  const missing = expect.stringMatching(/name/);

  it.each<[unknown, unknown, unknown]>([
    ["x", "x", "x"],
    ["", missing, undefined],
    [undefined, missing, undefined],
    [null, "name must be a string", undefined],
    [5, "name must be a string", "name must be a string"],
    [[], "name must be a string", "name must be a string"],
  ])("that is %j is the text %j, and one that may be left out %j", (name, required, optional) => {
    expect(outcome(() => readText({ name }, "name"))).toEqual(required);
    expect(outcome(() => optionalText({ name }, "name"))).toEqual(optional);
  });

  it.each<[unknown, unknown, unknown]>([
    [{ a: 1 }, { a: 1 }, "it must be an array"],
    [[1], "it must be an object", [1]],
    [undefined, {}, []],
    [null, {}, []],
    ["x", "it must be an object", "it must be an array"],
    [0, "it must be an object", "it must be an array"],
    [false, "it must be an object", "it must be an array"],
  ])("that is %j is the object %j or the list %j", (value, object, list) => {
    expect(outcome(() => readObject(value, "it"))).toEqual(object);
    expect(outcome(() => readList(value, "it"))).toEqual(list);
  });
});

describe("without", () => {
  it("leaves out the members that it names", () => {
    expect(without({ a: 1, b: 2, c: 3 }, "a", "c", "d")).toEqual({ b: 2 });
  });
});

import { describe, expect, it } from "@jest/globals";
import { isChanged, leafChanges } from "../../../../../src/local/console/page/state/json-leaves";

const specs = (instanceSize: string) => ({
  replicationSpecs: [{ id: "a", regionConfigs: [{ spec: { instanceSize } }] }],
});

describe("leafChanges", () => {
  it("says what is otherwise by its path, and keeps what is not", () => {
    const leaves = leafChanges(specs("M10"), specs("M50"));
    expect(leaves.filter(isChanged)).toEqual([
      { path: "replicationSpecs[0].regionConfigs[0].spec.instanceSize", before: '"M10"', after: '"M50"' },
    ]);
    expect(leaves.filter((leaf) => !isChanged(leaf)).map(({ path }) => path)).toEqual(["replicationSpecs[0].id"]);
  });

  it.each([
    ["what was not there", {}, { paused: true }, { path: "paused", before: null, after: "true" }],
    ["what is there no longer", { tags: ["x"] }, { tags: [] }, { path: "tags[0]", before: '"x"', after: null }],
    ["another kind of thing", { a: { b: 1 } }, { a: null }, { path: "a", before: '{"b":1}', after: "null" }],
    ["nulls", { a: null }, { a: 1 }, { path: "a", before: "null", after: "1" }],
    ["a list in the place of an object", { a: {} }, { a: [1] }, { path: "a[0]", before: null, after: "1" }],
    ["keys that objects have by birth", {}, { constructor: 1 }, { path: "constructor", before: null, after: "1" }],
  ])("tells of %s", (_, before, after, change) => {
    expect(leafChanges(before, after)).toEqual([change]);
  });

  it("compares what is empty on both sides as it stands", () => {
    expect(leafChanges({ tags: [] }, { tags: [] })).toEqual([{ path: "tags", before: "[]", after: "[]" }]);
  });

  it("comes to an end however deep it is", () => {
    const deep = JSON.parse(`${"[".repeat(1_000)}${"]".repeat(1_000)}`) as unknown;
    expect(leafChanges(deep, deep)).toHaveLength(1);
  });
});

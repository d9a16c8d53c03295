import { describe, expect, it } from "@jest/globals";
import {
  filtered,
  type ShownKind,
} from "../../../../../../../src/local/console/page/views/clusters/list/cluster-filter";
import { aCluster, NOW } from "../../../a-world";

const clusters = [
  aCluster("dev-10", { tags: [{ key: "env", value: "dev" }], scheduled: null }),
  aCluster("dev-2", { stateName: "UPDATING" }),
  aCluster("Shop", { badges: [{ kind: "held", says: "Held by its tag.", at: NOW }] }),
];
const found = (search: string, kind: ShownKind = "all") => filtered(clusters, search, kind).map(({ name }) => name);

describe("the list of clusters", () => {
  it("has those that follow a schedule first, then is in the order of names, numbers by their size", () => {
    expect(found("")).toEqual(["dev-2", "Shop", "dev-10"]);
    const names = ["b-10", "b-2", "a"].map((name) => aCluster(name));
    expect(filtered(names, "", "all").map(({ name }) => name)).toEqual(["a", "b-2", "b-10"]);
  });

  it.each([
    ["SHOP", ["Shop"]],
    ["held", ["Shop"]],
    ["billing", ["dev-2", "Shop"]],
    ["env:dev", ["dev-10"]],
    ["dev 2", ["dev-2"]],
    ["billing 10", []],
    ["(", []],
  ])("finds by name, badge, schedule and tag, every word: %j", (search, names) => {
    expect(found(search)).toEqual(names);
  });

  it.each([
    ["badges", ["Shop"]],
    ["changing", ["dev-2"]],
    ["unscheduled", ["dev-10"]],
  ] as const)("can be those of a kind alone: %s", (kind, names) => {
    expect(found("", kind)).toEqual(names);
  });
});

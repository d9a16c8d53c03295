import { describe, expect, it } from "@jest/globals";
import {
  BY_HAND,
  filteredRuns,
  type RunFilter,
} from "../../../../../../src/local/console/page/views/function-runs/run-filter";
import { aRun } from "../../a-history";

const runs = [
  aRun("plain", {}),
  aRun("failed", { isFailed: true, trigger: "opens" }),
  aRun("changed", { changes: 2 }),
  aRun("by hand", { cause: "console", trigger: null }),
  aRun("look", { cause: "look", trigger: null }),
];
const everything: RunFilter = { outcome: "all", trigger: null, hasLooks: true };

describe("filteredRuns", () => {
  it.each([
    ["all, the newest first", {}, ["look", "by hand", "changed", "failed", "plain"]],
    ["no looks", { hasLooks: false }, ["by hand", "changed", "failed", "plain"]],
    ["failed ones", { outcome: "failed" }, ["failed"]],
    ["those that changed something", { outcome: "changed" }, ["changed"]],
    ["those of one trigger", { trigger: "opens" }, ["failed"]],
    ["those that somebody asked for", { trigger: BY_HAND }, ["by hand"]],
  ] as const)("lists %s", (_, filter, ids) => {
    expect(filteredRuns(runs, { ...everything, ...filter }).map(({ id }) => id)).toEqual(ids);
  });
});

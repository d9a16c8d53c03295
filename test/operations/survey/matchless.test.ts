import { describe, expect, it } from "@jest/globals";
import { findMatchless } from "../../../src/operations/survey/matchless";
import type { ProjectObservation } from "../../../src/operations/survey/observe";
import { aCluster } from "../../cluster/builders";
import { aDocument, aSchedule, parsed } from "../../schedule/documents";

const own = "5e1ec444970199272441a214";
const other = "5e1ec444970199272441a215";

const aProject = (projectId: string, names: readonly string[], failed = false): ProjectObservation => ({
  projectId,
  clusters: names.map((name) => aCluster({ name })),
  unreadable: [],
  failure: failed ? ({ code: "X" } as ProjectObservation["failure"]) : null,
});

/** The globs of a schedule for these projects that match nothing. */
function matchless(projects: readonly string[], observations: readonly ProjectObservation[], mode = "on") {
  const schedule = aSchedule({ clusters: [{ glob: "dev-*" }], mode, ...(projects.length > 0 && { projects }) });
  return findMatchless(parsed(aDocument({ schedules: [schedule] })).schedules, observations, own);
}

describe("a glob that matches nothing", () => {
  it.each([
    ["in the app's own project", [], [aProject(own, ["shop"])], 1],
    [
      "though it would match in a project that is not the schedule's",
      [],
      [aProject(own, []), aProject(other, ["dev-a"])],
      1,
    ],
    ["in any of its projects", [own, other], [aProject(own, ["shop"]), aProject(other, [])], 1],
    ["unless it does in one of them", [own, other], [aProject(own, ["shop"]), aProject(other, ["dev-a"])], 0],
    ["unless one could not be read", [own, other], [aProject(own, ["shop"]), aProject(other, [], true)], 0],
    ["unless one was not looked at", [own, other], [aProject(own, ["shop"])], 0],
  ])("is found %s", (_name, projects, observations, count) => {
    expect(matchless(projects, observations)).toHaveLength(count);
  });

  it("is found with the cluster that it would match but for its case", () => {
    expect(matchless([], [aProject(own, ["shop", "Dev-A"])])).toMatchObject([{ near: { name: "Dev-A" } }]);
  });

  it("is nobody's business where the schedule is off", () => {
    expect(matchless([], [aProject(own, [])], "off")).toEqual([]);
  });
});

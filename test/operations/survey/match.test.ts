import { describe, expect, it } from "@jest/globals";
import { matchClusters } from "../../../src/operations/survey/match";
import type { ProjectObservation } from "../../../src/operations/survey/observe";
import { aCluster } from "../../cluster/builders";
import { aDocument, aSchedule, type Json, parsed } from "../../schedule/documents";

const own = "5e1ec444970199272441a214";
const other = "5e1ec444970199272441a215";

interface ProjectOptions {
  readonly clusters?: readonly string[];
  readonly unreadable?: readonly (string | null)[];
  readonly failed?: boolean;
}

function aProject(projectId: string, { clusters = [], unreadable = [], failed }: ProjectOptions): ProjectObservation {
  return {
    projectId,
    clusters: clusters.map((name) => aCluster({ name, tags: { env: name.slice(0, 3) } })),
    unreadable: unreadable.map((name) => ({ name, tags: [{ key: "env", value: "dev" }], problem: "odd" })),
    failure: failed === true ? ({ code: "X" } as ProjectObservation["failure"]) : null,
  };
}

function matched(schedules: readonly Json[], ...observations: readonly ProjectObservation[]) {
  const { schedules: read } = parsed(aDocument({ schedules: schedules.map(aSchedule) }));
  return matchClusters(read, observations, own);
}

const ownersIn = ({ matches }: ReturnType<typeof matched>) =>
  matches.map(({ projectId, cluster, schedule, matchedBy }) => [projectId, cluster.name, schedule.name, matchedBy]);

describe("a cluster", () => {
  const dev = { name: "dev", clusters: [{ glob: "dev-*" }] };
  const all = { name: "all", clusters: [{ glob: "*" }] };

  it("is the first schedule's that selects it, and shadowed for those after that", () => {
    const found = matched(
      [dev, all, { name: "a", clusters: ["dev-a"] }],
      aProject(own, { clusters: ["dev-a", "shop"] }),
    );
    expect(ownersIn(found)).toEqual([
      [own, "dev-a", "dev", "pattern"],
      [own, "shop", "all", "pattern"],
    ]);
    expect(found.shadowed.map(({ cluster, schedule, owner }) => [cluster, schedule, owner])).toEqual([
      ["dev-a", "all", "dev"],
      ["dev-a", "a", "dev"],
    ]);
  });

  it("is found by name, by tags, and only in the projects of the schedule", () => {
    const tagged = { name: "tagged", clusters: [{ tags: { env: "dev" } }], projects: [other] };
    const observed = [aProject(own, { clusters: ["dev-a"] }), aProject(other, { clusters: ["dev-a", "shop"] })];
    expect(ownersIn(matched([tagged, { name: "named", clusters: ["dev-a"] }], ...observed))).toEqual([
      [own, "dev-a", "named", "name"],
      [other, "dev-a", "tagged", "pattern"],
    ]);
  });

  it("is passed to no later schedule by one that is off", () => {
    expect(ownersIn(matched([{ ...dev, mode: "off" }, all], aProject(own, { clusters: ["dev-a"] })))).toEqual([
      [own, "dev-a", "dev", "pattern"],
    ]);
  });
});

describe("a name", () => {
  const named = { name: "named", clusters: ["shop"], projects: [own, other] };
  const missing = (schedule: Json, ...observations: readonly ProjectObservation[]) =>
    matched([schedule], ...observations).notFound;

  it.each<[string, Json, readonly ProjectObservation[], number]>([
    ["in no project", named, [aProject(own, {}), aProject(other, { clusters: ["dev-a"] })], 1],
    ["in one of them", named, [aProject(own, {}), aProject(other, { clusters: ["shop"] })], 0],
    ["in one, where it is not understood", named, [aProject(own, {}), aProject(other, { unreadable: ["shop"] })], 0],
    ["where a project could not be read", named, [aProject(own, {}), aProject(other, { failed: true })], 0],
    ["where a project was not looked at", named, [aProject(own, {})], 0],
    ["of a schedule that is off", { ...named, mode: "off" }, [aProject(own, {}), aProject(other, {})], 0],
    ["that is a glob", { clusters: [{ glob: "shop" }] }, [aProject(own, {})], 0],
    ["beside a cluster without a name", named, [aProject(own, { unreadable: [null] }), aProject(other, {})], 1],
  ])("%s is missing or not", (_name, schedule, observations, count) => {
    const found = missing(schedule, ...observations);
    expect(found).toHaveLength(count);
    if (count > 0) expect(found[0]).toEqual({ projects: [own, other], schedule: "named", cluster: "shop" });
  });
});

describe("a cluster that is not understood", () => {
  it.each<[string, Json, string | null, boolean]>([
    ["by name", { clusters: ["odd"] }, "odd", true],
    ["by a glob", { clusters: [{ glob: "o*" }] }, "odd", true],
    ["by its tags", { clusters: [{ tags: { env: "dev" } }] }, "odd", true],
    ["in a trial run", { clusters: ["odd"], mode: "report" }, "odd", true],
    ["without a name, which may be any", { clusters: ["shop"] }, null, true],
    ["by a schedule that is off", { clusters: ["odd"], mode: "off" }, "odd", false],
    ["by none", { clusters: ["shop"] }, "odd", false],
  ])("is told of where it is selected %s", (_name, schedule, name, told) => {
    const { unreadable, matches } = matched([schedule], aProject(own, { unreadable: [name] }));
    expect(unreadable).toEqual(told ? [{ project: own, cluster: name, problem: "odd" }] : []);
    expect(matches).toEqual([]);
  });
});

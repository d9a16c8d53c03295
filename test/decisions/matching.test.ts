import { describe, expect, it } from "@jest/globals";
import { aFleet, json } from "../../scripts/bench/busy-fleet";
import { reconcile } from "../../src/operations/reconcile";
import { scaleDown } from "../../src/operations/scale-down";
import { aSchedule, aWorld, otherProject, project } from "./a-world";

const M10 = { tier: "M10" };
const M50 = { tier: "M50" };
const noon = "2026-12-01T12:00Z";

describe("globs and tags that match no cluster", () => {
  const warningsFor = async (selectors: readonly object[], others: object = {}) => {
    const schedule = { ...aSchedule("dev", M10, M50), clusters: selectors, ...others };
    const world = await aWorld({
      schedules: [schedule],
      clusters: [{ name: "dev-a", tags: { Env: "Dev" } }],
      from: noon,
    });
    const { report } = await world.reconcile();
    return report.warnings.filter((warning) => warning.includes("no cluster of its projects"));
  };

  it("are a warning of every run, with the schedule and the near miss", async () => {
    expect(await warningsFor([{ glob: "Dev-*" }, { tags: { env: "dev" } }, { glob: "prod-*" }])).toEqual([
      'schedule dev: the glob "Dev-*" matches no cluster of its projects: but for the case of letters it would be dev-a',
      "schedule dev: the tags env=dev match no cluster of its projects: but for the case of letters it would be dev-a, which has Env=Dev",
      'schedule dev: the glob "prod-*" matches no cluster of its projects',
    ]);
  });

  it("are none where each matches something, be it the cluster of an earlier schedule, or the schedule is off", async () => {
    expect(await warningsFor([{ glob: "dev-*" }, { tags: { Env: "Dev" } }])).toEqual([]);
    expect(await warningsFor([{ glob: "Dev-*" }], { mode: "off" })).toEqual([]);
  });
});

describe("a description that cannot be understood", () => {
  const odd = { name: "dev-a", stateName: "IDLE", replicationSpecs: null, tags: [{ key: "env", value: "dev" }] };
  const failuresFor = async (selector: unknown, others: object = {}) => {
    const fleet = aFleet({
      schedule: { timezone: "UTC", schedules: [{ ...aSchedule("dev", M10, M50), clusters: [selector], ...others }] },
      clusters: { [project]: [] },
      from: "2026-12-01T12:00:00Z",
      instead: ({ url }) => (url.includes("/clusters?") ? json({ results: [odd], totalCount: 1 }) : null),
    });
    return [
      (await fleet.run((ports) => reconcile(ports, undefined))).error,
      (await fleet.run((ports) => scaleDown(ports, { all: true }))).error,
    ];
  };

  it.each(["dev-a", { glob: "dev-*" }, { tags: { env: "dev" } }])("fails the run, selected by %j", async (selector) => {
    for (const error of await failuresFor(selector)) {
      expect(error).toContain(`FAILED unreadable: ${project}/dev-a: `);
      expect(error).toContain("replicationSpecs is missing");
    }
  });

  it("is nobody's business where no schedule selects it, or only one that is off", async () => {
    expect((await failuresFor({ glob: "prod-*" }))[0]).toBe("");
    expect((await failuresFor({ glob: "dev-*" }, { mode: "off" }))[0]).toBe("");
  });
});

describe("takeOver", () => {
  const hold = { "scheduler-hold": "20270101T0000Z" };
  const both = async () => {
    const roles = ["GROUP_CLUSTER_MANAGER"] as const;
    const world = await aWorld({
      schedules: [{ ...aSchedule("shop", M10, M50), projects: [project, otherProject] }],
      clusters: [{ name: "shop", tags: hold }],
      roles: { [project]: roles, [otherProject]: roles },
      from: noon,
    });
    world.state.addProject({ id: otherProject });
    world.state.addCluster(otherProject, { name: "shop", tags: hold });
    return world;
  };

  it("refuses a name that two projects have, and takes over the one in `project`", async () => {
    const world = await both();
    expect((await world.reconcile({ takeOver: true, cluster: "shop" })).error).toContain(
      'argument.cluster: 2 projects have a cluster "shop": name one of them in `project`',
    );
    const { sent, requests } = await world.reconcile({ takeOver: true, cluster: "shop", project: otherProject });
    expect(sent).toHaveLength(1);
    const patch = requests.find(({ method }) => method === "PATCH");
    expect(patch?.path).toContain(otherProject);
  });

  it("refuses a project without a cluster, and one that has no such cluster", async () => {
    const world = await both();
    expect((await world.reconcile({ project })).error).toContain("argument.project: needs `cluster`");
    const elsewhere = { cluster: "shop", project: "5e1ec444970199272441a2ff" };
    expect((await world.reconcile(elsewhere)).error).toContain(
      'no schedule selects a cluster "shop" of project 5e1ec444970199272441a2ff',
    );
  });
});

describe("the events of a project", () => {
  it("reach back to the oldest of the boundaries that its clusters are judged by", async () => {
    const young = {
      ...aSchedule("young", M10, M50),
      windows: [{ name: "d", from: "2026-12-01T20:00", until: "2026-12-03T00:00", ...M50 }],
    };
    const world = await aWorld({
      schedules: [aSchedule("old", M10, M50), young],
      clusters: [{ name: "old" }, { name: "young" }],
      from: noon,
    });
    await world.reconcile();
    await world.until("2026-12-01T14:00Z");
    world.byHand("old", { paused: true });
    await world.until("2026-12-01T16:00Z");
    world.byHand("old", { paused: false });
    const regions = [
      {
        providerName: "AWS",
        regionName: "US_EAST_1",
        priority: 7,
        electableSpecs: { instanceSize: "M30", nodeCount: 3 },
      },
    ];
    await world.until("2026-12-01T18:00Z");
    world.byHand("old", { replicationSpecs: [{ regionConfigs: regions }] });
    await world.until("2026-12-01T20:00Z");
    const { sent, report } = await world.reconcile();
    expect(sent.map(([name]) => name)).toEqual(["young"]);
    expect(report.clusters.find(({ cluster }) => cluster === "old")?.decision.because.reason).toBe("changed-by-hand");
  });
});

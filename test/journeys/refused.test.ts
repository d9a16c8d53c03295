import { describe, expect, it } from "@jest/globals";
import {
  aDocument,
  anAtlas,
  billing,
  type Journey,
  otherProject,
  privateKey,
  project,
  publicKey,
  type Setup,
} from "./an-app";

const foreign = "5e1ec444970199272441a2ff";

/** Within the window, a few minutes after its start; Cluster0 is still M10. */
const inWindow = "2026-12-01T12:01Z";

async function failing(setup: Setup, argument?: object) {
  const atlas = await anAtlas({ from: inWindow, ...setup });
  const { outcome, error } = await atlas.call("reconcile", ...(argument === undefined ? [] : [argument]));
  return { atlas, outcome, message: error?.message ?? "" };
}

function statuses({ api }: Journey): string[] {
  return api.requests.map(({ method, status }) => `${method} ${status}`);
}

/** Two more runs by trigger fail too, each after as many exchanges as the first: no storm, and none is forgotten. */
async function expectEveryRunToFailAlike(atlas: Journey): Promise<void> {
  const exchanges = atlas.api.requests.length;
  await atlas.until("2026-12-01T12:30Z");
  expect(atlas.scheduler.runs.map(({ execution }) => execution.outcome)).toEqual(["failed", "failed"]);
  expect(atlas.api.requests).toHaveLength(exchanges * 3);
  expect(atlas.patches()).toEqual([]);
}

describe("a credential that Atlas refuses", () => {
  it("fails with the remedy after the one pair of exchanges when the private key is wrong", async () => {
    const secrets = { "atlas-public-key": publicKey, "atlas-private-key": `${privateKey.slice(0, -1)}0` };
    const { atlas, outcome, message } = await failing({ secrets });
    expect(outcome).toBe("failed");
    expect(message).toContain(
      `FAILED UNEXPECTED_ERROR: project ${project}: Atlas did not list the clusters (GET, status 401)`,
    );
    expect(message).toContain("ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY");
    expect(message).toContain("Set ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY");
    expect(message).not.toContain(secrets["atlas-private-key"]);
    expect(statuses(atlas)).toEqual(["GET 401", "GET 401"]);
    await expectEveryRunToFailAlike(atlas);
  });

  it("names the address and the access list when that does not have it", async () => {
    const { atlas, message } = await failing({ accessList: ["192.0.2.0/24"] });
    expect(message).toContain("FAILED IP_ADDRESS_NOT_ON_ACCESS_LIST");
    expect(message).toContain("203.0.113.10");
    expect(message).toContain("API access list");
    expect(statuses(atlas)).toEqual(["GET 401", "GET 403"]);
    await expectEveryRunToFailAlike(atlas);
  });

  it("names the role when it may read and not change", async () => {
    const { atlas, message } = await failing({ roles: { [project]: ["GROUP_READ_ONLY"] } });
    expect(message).toContain("1 resize failed, 1 failure");
    expect(message).toContain(
      `FAILED USER_UNAUTHORIZED: ${project}/Cluster0: Atlas did not change the cluster (PATCH, status 401)`,
    );
    expect(message).toContain("Project Cluster Manager");
    const patches = atlas.api.requests.filter(({ method }) => method === "PATCH");
    expect(patches.map(({ status }) => status)).toEqual([401, 401]);
    expect(atlas.state.cluster(project, "Cluster0")?.stateName).toBe("IDLE");
  });

  it.each(["NOT_IN_GROUP", "USER_CANNOT_ACCESS_GROUP", "GROUP_NOT_FOUND"] as const)(
    "names the project that it cannot see, told by %s",
    async (foreignProject) => {
      const schedule = aDocument([{ ...billing, projects: [otherProject] }]);
      const { atlas, message } = await failing({ schedule, settings: { foreignProject } });
      atlas.state.addProject({ id: otherProject });
      const second = await atlas.call("reconcile");
      expect(message).toContain(
        `FAILED GROUP_NOT_FOUND: project ${otherProject}: Atlas did not list the clusters (GET, status 404)`,
      );
      expect(second.error?.message).toContain(`FAILED ${foreignProject}: project ${otherProject}: `);
      expect(second.error?.message).toMatch(
        /the credential (?:has no role in|cannot see)|or the credential cannot see it/,
      );
      expect(statuses(atlas)).toEqual([
        "GET 401",
        "GET 404",
        "GET 401",
        foreignProject === "GROUP_NOT_FOUND" ? "GET 404" : "GET 401",
      ]);
    },
  );
});

describe("names that Atlas does not have", () => {
  it("names the cluster that is not in the project, with a guess", async () => {
    const schedule = aDocument([{ ...billing, clusters: ["cluster-0"] }]);
    const { atlas, message } = await failing({ schedule, clusters: [{ name: "Cluster-0" }] });
    expect(message).toContain(
      `FAILED not-found: ${project}/cluster-0: schedule billing names it, but its projects have no such cluster`,
    );
    expect(message).toContain("did you mean Cluster-0?");
    await expectEveryRunToFailAlike(atlas);
  });

  it("carries out the clusters beside it", async () => {
    const schedule = aDocument([{ ...billing, clusters: ["Cluster9", "Cluster0"] }]);
    const { atlas, message } = await failing({ schedule });
    expect(message).toMatch(
      /^1 cluster for 2026-12-01T12:01Z: 1 resize accepted, 1 failure\nFAILED not-found: .*Cluster9/,
    );
    expect(atlas.patches()).toHaveLength(1);
  });

  it("never takes an unreadable project for one without the cluster", async () => {
    const schedule = aDocument([{ ...billing, projects: [foreign] }]);
    const { message } = await failing({ schedule });
    expect(message).not.toContain("not-found");
    expect(message).toContain("GROUP_NOT_FOUND");
  });
});

describe("one of several that fails", () => {
  it("does not stop the other clusters", async () => {
    const clusters = ["a", "b", "c", "d", "e", "f"];
    const schedule = aDocument([{ ...billing, clusters }]);
    const atlas = await anAtlas({ from: inWindow, schedule, clusters: clusters.map((name) => ({ name })) });
    atlas.api.faults.add({
      method: "PATCH",
      path: "*/clusters/c",
      times: 1,
      fault: { kind: "status", status: 409, code: "OUT_OF_CAPACITY" },
    });
    atlas.api.faults.add({ method: "PATCH", path: "*/clusters/e", times: 1, fault: { kind: "status", status: 500 } });
    atlas.api.faults.add({
      method: "GET",
      path: "*/clusters/e",
      times: "always",
      fault: { kind: "status", status: 500 },
    });
    const { error, logs } = await atlas.call("reconcile");
    expect(error?.message).toContain(
      "6 clusters for 2026-12-01T12:01Z: 4 resizes accepted, 2 resizes failed, 2 failures",
    );
    expect(error?.message).toContain(`FAILED OUT_OF_CAPACITY: ${project}/c: `);
    expect(error?.message).toContain("Schedule another tier");
    expect(error?.message).toMatch(
      new RegExp(
        `FAILED UNEXPECTED_ERROR: ${project}/e: Atlas did not describe the cluster \\(GET, status 500\\).*The next run tries again`,
      ),
    );
    expect(logs.join("\n")).toContain("FAILED OUT_OF_CAPACITY");
    expect(tiersOf(atlas, clusters)).toEqual(["M50", "M50", "M10", "M50", "M10", "M50"]);
    atlas.api.faults.clear();
    await atlas.until("2026-12-01T12:45Z");
    expect(tiersOf(atlas, clusters)).toEqual(clusters.map(() => "M50"));
    expect(atlas.patches().filter(({ status }) => status === 200)).toHaveLength(6);
  });

  it("does not stop the other projects", async () => {
    const schedule = aDocument([{ ...billing, clusters: [{ glob: "*" }], projects: [foreign, project, otherProject] }]);
    const roles = { [project]: ["GROUP_CLUSTER_MANAGER"], [otherProject]: ["GROUP_OWNER"] } as const;
    const atlas = await anAtlas({ from: inWindow, schedule, roles });
    atlas.state.addProject({ id: otherProject });
    atlas.state.addCluster(otherProject, { name: "elsewhere" });
    const { outcome, error } = await atlas.call("reconcile");
    expect(outcome).toBe("failed");
    expect(error?.message).toContain("2 clusters for 2026-12-01T12:01Z: 2 resizes accepted, 1 failure");
    expect(error?.message).toContain(`FAILED GROUP_NOT_FOUND: project ${foreign}: `);
    expect(
      atlas
        .patches()
        .map(({ path }) => path.split("/").slice(5).join("/"))
        .sort(),
    ).toEqual([`${project}/clusters/Cluster0`, `${otherProject}/clusters/elsewhere`]);
  });

  it("groups equal failures of clusters whose names stand in the path", async () => {
    const clusters = ["t", "group", "clusters"];
    const schedule = aDocument([{ ...billing, clusters }]);
    const roles = { [project]: ["GROUP_READ_ONLY"] } as const;
    const { message } = await failing({ schedule, roles, clusters: clusters.map((name) => ({ name })) });
    expect(message.split("\n")).toHaveLength(2);
    expect(message).toContain(`FAILED USER_UNAUTHORIZED (3): Atlas did not change the cluster (PATCH, status 401)`);
    expect(message).toContain(`in this project. Affected: ${project}/t, ${project}/group, ${project}/clusters`);
    expect(message).toContain(
      "Current user is not authorized to perform this action; the role of the credential does not allow this. Give the credential the role",
    );
  });
});

function tiersOf({ state }: Journey, names: readonly string[]): (string | undefined)[] {
  return names.map((name) => state.cluster(project, name)?.shards[0]?.regions[0]?.electable.instanceSize);
}

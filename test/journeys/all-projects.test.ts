import { describe, expect, it } from "@jest/globals";
import { aDocument, anAtlas, billing, otherProject, project, type Setup } from "./an-app";

const hidden = "5e1ec4449701000000000099";
const roles = { [project]: ["GROUP_CLUSTER_MANAGER"], [otherProject]: ["GROUP_CLUSTER_MANAGER"] } as const;
const inWindow = "2026-12-01T12:01Z";
const everywhere = { ...billing, clusters: [{ glob: "*" }], projects: "all" };

async function twoProjects(setup: Setup = {}) {
  const schedule = aDocument([everywhere]);
  const atlas = await anAtlas({
    from: inWindow,
    schedule,
    roles,
    functions: ["reconcile", "status", "scaleUp"],
    ...setup,
  });
  for (const id of [otherProject, hidden]) {
    atlas.state.addProject({ id });
    atlas.state.addCluster(id, { name: `in-${id.slice(-2)}` });
  }
  const changed = () =>
    atlas
      .patches()
      .map(({ path }) => path.split("/").slice(5).join("/"))
      .sort();
  return { ...atlas, changed };
}

describe('"projects": "all"', () => {
  it("is every project that the credential can list, and no other", async () => {
    const atlas = await twoProjects();
    const { outcome, result, logs } = await atlas.call("reconcile");
    expect(outcome).toBe("completed");
    expect(atlas.changed()).toEqual([`${project}/clusters/Cluster0`, `${otherProject}/clusters/in-15`].sort());
    expect(logs[0]).toContain("all projects");
    expect((result as { clusters: unknown[] }).clusters).toHaveLength(2);
  });

  it("stays within limits.projects", async () => {
    const schedule = aDocument([everywhere], { limits: { projects: [project] } });
    const atlas = await twoProjects({ schedule });
    await atlas.call("reconcile");
    expect(atlas.changed()).toEqual([`${project}/clusters/Cluster0`]);
  });

  it("never falls back on the project that the app lives in where limits.projects leaves out all that can be listed", async () => {
    const schedule = aDocument([everywhere], { limits: { projects: [hidden] } });
    const atlas = await twoProjects({ schedule });
    expect((await atlas.call("reconcile")).outcome).toBe("completed");
    atlas.api.faults.add({ path: "/api/atlas/v2/groups", times: "always", fault: { kind: "status", status: 500 } });
    expect((await atlas.call("reconcile")).error?.message).toContain("project all: Atlas did not list the projects");
    expect(atlas.changed()).toEqual([]);
  });

  it("of a schedule that is off keeps its clusters from later schedules in every project", async () => {
    const later = { ...billing, name: "later", clusters: [{ glob: "*" }], projects: [otherProject] };
    const atlas = await twoProjects({ schedule: aDocument([{ ...everywhere, mode: "off" }, later]) });
    expect((await atlas.call("reconcile")).outcome).toBe("completed");
    expect(atlas.changed()).toEqual([]);
  });

  it("finds a cluster that is named by hand", async () => {
    const atlas = await twoProjects();
    await atlas.call("scaleUp", { cluster: "in-15", tier: "M60" });
    expect(atlas.changed()).toEqual([`${otherProject}/clusters/in-15`]);
  });

  it("that cannot be listed is a failure, and what is known is scheduled all the same, by the same schedule", async () => {
    const later = { ...everywhere, name: "later", baseline: { tier: "M20" }, windows: [], projects: [project] };
    const atlas = await twoProjects({ schedule: aDocument([everywhere, later]) });
    atlas.api.faults.add({ path: "/api/atlas/v2/groups", times: "always", fault: { kind: "status", status: 500 } });
    const { error } = await atlas.call("reconcile");
    expect(error?.message).toMatch(/FAILED \w+: project all: Atlas did not list the projects \(GET, status 500\)/);
    expect(atlas.changed()).toEqual([`${project}/clusters/Cluster0`]);
    expect(JSON.stringify(atlas.patches()[0]?.body)).toContain("M50");
  });
});

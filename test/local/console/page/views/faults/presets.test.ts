import { describe, expect, it } from "@jest/globals";
import { createFaults, type FaultRule } from "../../../../../../src/local/admin-api/faults/faults";
import { presetGroups } from "../../../../../../src/local/console/page/views/faults/presets";
import { aCluster, PROJECT } from "../../a-world";

const cluster = aCluster();

const presets = (scope: Partial<Parameters<typeof presetGroups>[0]>) =>
  presetGroups({ cluster: null, trigger: null, clusters: [cluster], ...scope }).flatMap((group) => group.presets);

describe("presetGroups", () => {
  it("says of each preset what it does to whom", () => {
    const sentences = presets({ cluster, trigger: "heartbeat" }).map(({ says }) => says);
    expect(sentences.every((says) => /^[A-Z].*\.$/.test(says))).toBe(true);
    expect(sentences).toContain("The next firing of heartbeat does not happen; a later run makes up for it.");
    expect(sentences.filter((says) => says.includes("Cluster0"))).toHaveLength(5);
  });

  it("arms a change of the chosen cluster alone", () => {
    const asked = presets({ cluster }).find(({ title }) => title === "Out of capacity")?.asks[0];
    const rule = (asked?.body as { rule: FaultRule } | undefined)?.rule ?? { fault: { kind: "truncate" } };
    const faults = createFaults();
    faults.add(rule);
    const patch = (name: string) => {
      const path = `/api/atlas/v2/groups/${PROJECT}/clusters/${name}`;
      return faults.choose({ method: "PATCH", path, header: () => "x" } as never);
    };
    expect(patch("other")).toBeUndefined();
    expect(patch("Cluster0")).toEqual({ kind: "status", status: 409, code: "OUT_OF_CAPACITY" });
    expect(patch("Cluster0")).toBeUndefined();
  });

  it("sets the pace of every cluster where none is chosen", () => {
    const other = { ...cluster, key: "5e1ec444970199272441a214/other", name: "other" };
    const asks = presets({ clusters: [cluster, other] }).find(({ title }) => title === "Stuck scaling")?.asks;
    expect(asks?.map(({ body }) => body)).toEqual([
      { cluster: cluster.key, pace: "stuck" },
      { cluster: other.key, pace: "stuck" },
    ]);
  });
});

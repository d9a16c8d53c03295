import { describe, expect, it } from "@jest/globals";
import type { ClusterSelector } from "../../src/schedule/model";
import { nearMissOf } from "../../src/schedule/near-misses";

const clusters = [
  { name: "dev-a", tags: { env: "Dev", team: "a" } },
  { name: "Prod", tags: {} },
];

describe("nearMissOf", () => {
  it.each<[ClusterSelector, string, string]>([
    [{ glob: "Dev-*" }, "dev-a", "dev-a"],
    [{ glob: "DEV-?" }, "dev-a", "dev-a"],
    [{ name: "prod" }, "Prod", "Prod"],
    [{ tags: { Env: "dev" } }, "dev-a", "env=Dev"],
    [{ tags: { env: "dev", Team: "a" } }, "dev-a", "env=Dev, team=a"],
  ])("of %j is %s, which has %s", (selector, cluster, written) => {
    expect(nearMissOf(selector, clusters)).toEqual({ selector, cluster, written });
  });

  it.each<[ClusterSelector]>([
    [{ glob: "dev-*" }],
    [{ tags: { env: "Dev" } }],
    [{ glob: "test-*" }],
    [{ tags: { env: "prod" } }],
    [{ tags: { Env: "dev", team: "b" } }],
    [{ tags: { __proto__2: "x" } }],
  ])("of %j is none: it matches, or differs by more than its case", (selector) => {
    expect(nearMissOf(selector, clusters)).toBeNull();
  });
});

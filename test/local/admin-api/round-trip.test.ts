import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { ClusterInput, RegionInput } from "../../../src/local/admin-api/clusters/cluster-input";
import {
  describeCluster,
  describeCluster20230201,
} from "../../../src/local/admin-api/clusters/descriptions/description";
import { findTier, tierNames } from "../../../src/local/admin-api/clusters/hardware/tiers";
import { type AtlasState, createAtlasState } from "../../../src/local/admin-api/state/state";
import { createSteppedClock } from "../../../src/local/clock/stepped-clock";
import { PROJECT, START } from "./local-atlas";

type Provider = "AWS" | "AZURE" | "GCP";
const REGIONS: Record<Provider, readonly string[]> = {
  AWS: ["US_EAST_1", "EU_WEST_1", "MX_CENTRAL_1"],
  AZURE: ["US_EAST_2", "EUROPE_NORTH"],
  GCP: ["CENTRAL_US", "WESTERN_EUROPE"],
};
const PLACES = (["AWS", "AZURE", "GCP"] as const).flatMap((providerName) =>
  REGIONS[providerName].map((regionName) => ({ providerName, regionName })),
);
const EVERYWHERE = tierNames("AWS").filter((name) =>
  (["AWS", "AZURE", "GCP"] as const).every((provider) => findTier(provider, name)?.multiCloud === true),
);

const regions = fc
  .tuple(
    fc.shuffledSubarray(PLACES, { minLength: 1, maxLength: 3 }),
    fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }),
  )
  .map(([places, counts]): RegionInput[] =>
    places.map((place, index) => ({
      ...place,
      electable: index === 0 ? 3 : (counts[index] ?? 0) % 2 === 0 ? 0 : 2,
      readOnly: counts[index + 1] ?? 0,
      analytics: counts[index + 3] ?? 0,
    })),
  );

const onManyClouds = fc.record(
  {
    tier: fc.constantFrom(...EVERYWHERE),
    analyticsTier: fc.constantFrom(...EVERYWHERE),
    regions,
    shards: fc.constantFrom(1, 2, 3),
    clusterType: fc.constantFrom("SHARDED", "GEOSHARDED"),
    diskSizeGB: fc.constantFrom(40, 100, 128),
  } as const,
  { requiredKeys: ["tier", "regions", "diskSizeGB"] },
);
const onAws = fc.record(
  {
    tier: fc.constantFrom(...tierNames("AWS")),
    nodes: fc.constantFrom(3, 5, 7),
    readOnlyNodes: fc.nat(2),
    analyticsNodes: fc.nat(2),
    ebsVolumeType: fc.constantFrom("STANDARD", "PROVISIONED"),
    diskIOPS: fc.constantFrom(3000, 4000),
  } as const,
  { requiredKeys: ["tier"] },
);
const more = fc.record(
  {
    paused: fc.boolean(),
    tags: fc.dictionary(fc.constantFrom("env", "team"), fc.constantFrom("dev", "shop")),
    scalingStrategy: fc.constantFrom("SEQUENTIAL", "WORKLOAD_TYPE"),
    terminationProtectionEnabled: fc.boolean(),
    autoScaling: fc.constantFrom({ min: "M30", max: "M60" }, { max: "M60", diskGB: false }),
    settings: fc.constantFrom({ mongoDBMajorVersion: "7.0" }, { pitEnabled: true, labels: [{ key: "a", value: "b" }] }),
    internalClusterRole: fc.constantFrom("NONE", "SYSTEM_CLUSTER"),
  } as const,
  { requiredKeys: [] },
);
const inputs: fc.Arbitrary<ClusterInput> = fc
  .tuple(fc.oneof(onManyClouds, onAws), more)
  .map(([shape, rest]) => ({ name: "c", ...shape, ...rest }) as ClusterInput);

function aState(): AtlasState {
  const state = createAtlasState({ clock: createSteppedClock({ startMs: START }) });
  state.addProject({ id: PROJECT });
  return state;
}

const OPTIONS = { apiUrl: "http://127.0.0.1", asRequested: false };
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

function loaded(description: unknown): ReturnType<AtlasState["addDescribed"]> {
  const state = aState();
  const cluster = state.addDescribed(PROJECT, plain(description));
  state.stop();
  return cluster;
}

describe("a cluster of any kind, described, loaded and described again", () => {
  it("is the same in the newest version", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const state = aState();
        const described = describeCluster(state.addCluster(PROJECT, input), OPTIONS);
        state.stop();
        expect(plain(describeCluster(loaded(described), OPTIONS))).toEqual(plain(described));
      }),
      { numRuns: 120 },
    );
  });

  it("is the same in version 2023-02-01, and stands for the same nodes", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const state = aState();
        const cluster = state.addCluster(PROJECT, input);
        const described = describeCluster20230201(cluster, OPTIONS);
        state.stop();
        const again = loaded(described);
        expect(plain(describeCluster20230201(again, OPTIONS))).toEqual(plain(described));
        expect(again.shards.map(({ regions: all }) => all)).toEqual(cluster.shards.map(({ regions: all }) => all));
      }),
      { numRuns: 120 },
    );
  });

  it("takes its own specs back as a change that changes nothing, as clients that echo them do", () => {
    const sound = fc.oneof(
      onManyClouds,
      fc.record({ tier: fc.constantFrom(...tierNames("AWS")), nodes: fc.constantFrom(3, 5) }),
    );
    fc.assert(
      fc.property(sound, (shape) => {
        const state = aState();
        state.setSettings({ multiCloudVolumes: "accepted" });
        const cluster = state.addCluster(PROJECT, { name: "c", ...shape } as ClusterInput);
        const { replicationSpecs } = plain(describeCluster(cluster, OPTIONS));
        const planned = state.checkChange(PROJECT, "c", { replicationSpecs });
        state.stop();
        expect(planned.shards).toEqual(cluster.shards);
      }),
      { numRuns: 120 },
    );
  });
});

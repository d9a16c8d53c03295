import type { ClusterInput } from "../../src/local/admin-api/clusters/cluster-input";

/** One of each kind, so that a schedule meets them before it meets them in production. */
export const oneOfEachKind: readonly ClusterInput[] = [
  { name: "Cluster0", tier: "M10" },
  { name: "sharded", tier: "M30", shards: 2, diskSizeGB: 40 },
  {
    name: "multi-region",
    tier: "M30",
    diskSizeGB: 40,
    regions: [
      { regionName: "US_EAST_1", electable: 2 },
      { regionName: "US_WEST_2", electable: 2 },
      { regionName: "EU_WEST_1", electable: 1, readOnly: 1 },
    ],
  },
  {
    name: "multi-cloud",
    tier: "M30",
    diskSizeGB: 40,
    regions: [
      { providerName: "AWS", regionName: "US_EAST_1", electable: 3 },
      { providerName: "GCP", regionName: "CENTRAL_US", electable: 1 },
      { providerName: "AZURE", regionName: "US_EAST_2", electable: 1 },
    ],
  },
  { name: "auto-scaled", tier: "M30", diskSizeGB: 40, autoScaling: { min: "M30", max: "M60" } },
  { name: "analytics", tier: "M30", diskSizeGB: 40, analyticsNodes: 1, tags: { env: "dev" } },
  { name: "paused", tier: "M10", paused: true, tags: { env: "dev" } },
  { name: "free", tier: "M0" },
  { name: "flex", tier: "FLEX", flex: true },
];

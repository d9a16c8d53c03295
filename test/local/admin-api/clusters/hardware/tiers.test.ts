import { describe, expect, it } from "@jest/globals";
import {
  type DedicatedProvider,
  findTier,
  maxDiskGB,
  tierNames,
} from "../../../../../src/local/admin-api/clusters/hardware/tiers";
import { volumeOf } from "../../../../../src/local/admin-api/clusters/hardware/volumes";

const tier = (provider: DedicatedProvider, name: string) => {
  const found = findTier(provider, name);
  if (found === undefined) throw new Error(`${provider} has no ${name}`);
  return found;
};

describe("the storage of a tier", () => {
  /** Atlas docs, the tables of cluster tiers per provider: least, most and default in GB. */
  const table: [DedicatedProvider, string, number, number, number][] = [
    ["AWS", "M10", 10, 128, 10],
    ["AWS", "M20", 10, 255, 20],
    ["AWS", "M30", 10, 512, 40],
    ["AWS", "M40", 10, 1024, 80],
    ["AWS", "R40", 10, 1024, 80],
    ["AWS", "M50", 10, 4096, 160],
    ["AWS", "M60", 10, 4096, 320],
    ["AWS", "M80", 10, 4096, 750],
    ["AWS", "M140", 10, 4096, 1000],
    ["AWS", "M200", 10, 4096, 1500],
    ["AWS", "M300", 10, 4096, 2000],
    ["AWS", "R400", 10, 4096, 3000],
    ["AWS", "R700", 10, 4096, 4096],
    ["AWS", "M40_NVME", 380, 380, 380],
    ["AWS", "M50_NVME", 760, 760, 760],
    ["AWS", "M60_NVME", 1600, 1600, 1600],
    ["AWS", "M80_NVME", 1600, 1600, 1600],
    ["AWS", "M200_NVME", 3100, 3100, 3100],
    ["AWS", "M400_NVME", 4000, 4000, 4000],
    ["AZURE", "M10", 8, 128, 8],
    ["AZURE", "M20", 8, 256, 16],
    ["AZURE", "M30", 8, 512, 32],
    ["AZURE", "M40", 8, 1024, 64],
    ["AZURE", "R40", 8, 1024, 128],
    ["AZURE", "M50", 8, 4096, 128],
    ["AZURE", "M60", 8, 4096, 128],
    ["AZURE", "M80", 8, 4096, 256],
    ["AZURE", "M200", 8, 4096, 256],
    ["AZURE", "R300", 8, 4096, 512],
    ["AZURE", "R400", 8, 4096, 512],
    ["AZURE", "M60_NVME", 1600, 1600, 1600],
    ["AZURE", "M80_NVME", 1600, 1600, 1600],
    ["AZURE", "M200_NVME", 3100, 3100, 3100],
    ["AZURE", "M300_NVME", 3600, 3600, 3600],
    ["AZURE", "M400_NVME", 4000, 4000, 4000],
    ["AZURE", "M600_NVME", 4000, 4000, 4000],
    ["GCP", "M10", 10, 128, 10],
    ["GCP", "M20", 10, 256, 20],
    ["GCP", "M30", 10, 512, 40],
    ["GCP", "M40", 10, 1024, 80],
    ["GCP", "M250", 10, 4096, 1750],
    ["GCP", "M400", 10, 4096, 3000],
  ];
  it.each(table)("%s %s", (provider, name, minGB, maxGB, defaultGB) => {
    expect(tier(provider, name)).toMatchObject({ minGB, maxGB, defaultGB });
  });

  it.each([
    ["M30", 512],
    ["M40", 4096],
    ["M50", 8192],
    ["M60", 8192],
    ["M80", 14_336],
    ["M300", 14_336],
    ["M60_NVME", 1600],
  ])("grows with extended storage: %s to %i", (name, maxGB) => {
    expect(maxDiskGB(tier("AWS", name), true)).toBe(maxGB);
  });
});

describe("the tiers of a provider", () => {
  it.each([
    ["AWS", 47],
    ["AZURE", 22],
    ["GCP", 34],
  ] as const)("of %s are %i", (provider, count) => {
    expect(new Set(tierNames(provider)).size).toBe(count);
  });

  it("may be in a multi-cloud cluster but for NVMe, and AWS's M140 and R700", () => {
    const single = tierNames("AWS").filter((name) => !tier("AWS", name).multiCloud);
    expect(single.filter((name) => !name.includes("NVME"))).toEqual(["M140", "R700"]);
    expect(single.filter((name) => name.includes("NVME"))).toHaveLength(12);
    expect(tierNames("GCP").every((name) => tier("GCP", name).multiCloud)).toBe(true);
  });
});

describe("a volume that nobody chose anything for", () => {
  it.each([
    ["AWS", "M30", 40, { ebsVolumeType: "STANDARD", diskIOPS: 3000 }],
    ["AWS", "M50", 1000, { ebsVolumeType: "STANDARD", diskIOPS: 3000 }],
    ["AWS", "M50", 1001, { ebsVolumeType: "STANDARD", diskIOPS: 3003 }],
    ["AWS", "M80", 14_000, { ebsVolumeType: "STANDARD", diskIOPS: 16_000 }],
    ["AWS", "M50_GEN_2", 4000, { ebsVolumeType: "STANDARD", diskIOPS: 3000, diskThroughput: 125 }],
    ["AWS", "M50_NVME", 760, { ebsVolumeType: "PROVISIONED", diskIOPS: 276_250 }],
    ["AWS", "M60_NVME", 1600, { ebsVolumeType: "PROVISIONED", diskIOPS: 592_500 }],
    ["AWS", "M80_NVME", 1600, { ebsVolumeType: "PROVISIONED", diskIOPS: 1_185_000 }],
    ["AWS", "M200_NVME", 3100, { ebsVolumeType: "PROVISIONED", diskIOPS: 2_370_000 }],
    ["AWS", "M400_NVME", 4000, { ebsVolumeType: "PROVISIONED", diskIOPS: 4_700_000 }],
    ["AZURE", "M10", 8, { diskIOPS: 3500, diskThroughput: 125 }],
    ["AZURE", "M50", 256, { diskIOPS: 3500, diskThroughput: 125 }],
    ["AZURE", "M50", 512, { diskIOPS: 3500, diskThroughput: 150 }],
    ["AZURE", "M50", 1024, { diskIOPS: 5000, diskThroughput: 200 }],
    ["AZURE", "M50", 4096, { diskIOPS: 7500, diskThroughput: 250 }],
    ["AZURE", "M80", 4097, { diskIOPS: 16_000, diskThroughput: 500 }],
    ["AZURE", "M80", 14_336, { diskIOPS: 18_000, diskThroughput: 750 }],
    ["AZURE", "M60_NVME", 1600, { diskIOPS: 400_000 }],
    ["AZURE", "M80_NVME", 1600, { diskIOPS: 800_000 }],
    ["AZURE", "M200_NVME", 3100, { diskIOPS: 1_500_000 }],
    ["AZURE", "M300_NVME", 3600, { diskIOPS: 2_200_000 }],
    ["AZURE", "M400_NVME", 4000, { diskIOPS: 2_900_000 }],
    ["AZURE", "M600_NVME", 4000, { diskIOPS: 3_800_000 }],
    ["GCP", "M30", 40, {}],
    ["GCP", "M30_GEN_2", 40, { diskIOPS: 3000 }],
  ] as const)("on %s %s with %i GB", (provider, name, diskSizeGB, expected) => {
    expect(volumeOf(provider, tier(provider, name), diskSizeGB, {})).toEqual(expected);
  });
});

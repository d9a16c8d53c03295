/**
 * Tier names and storage of every provider. Names: OpenAPI document, `instanceSize` of the three hardware specs
 * (August 2026). Storage in GB: Atlas docs, cluster configuration tables per provider.
 */
import { EXTENDED_STORAGE_GB } from "../../limits";

export type TierClass = "GENERAL" | "LOW_CPU" | "NVME";

export interface Tier {
  readonly name: string;
  readonly tierClass: TierClass;
  readonly number: number;
  readonly generation2: boolean;
  readonly minGB: number;
  readonly maxGB: number;
  readonly defaultGB: number;
  readonly multiCloud: boolean;
}

export type DedicatedProvider = "AWS" | "AZURE" | "GCP";

const NAMES: Record<DedicatedProvider, string> = {
  AWS: `M10 M20 M30 M40 M50 M60 M80 M100 M140 M200 M300 R40 R50 R60 R80 R200 R300 R400 R700
    M40_NVME M50_NVME M60_NVME M80_NVME M200_NVME M400_NVME
    M30_GEN_2 M40_GEN_2 M50_GEN_2 M60_GEN_2 M80_GEN_2 M140_GEN_2 M200_GEN_2 M300_GEN_2
    R40_GEN_2 R50_GEN_2 R60_GEN_2 R80_GEN_2 R200_GEN_2 R300_GEN_2 R400_GEN_2 R700_GEN_2
    M40_NVME_GEN_2 M50_NVME_GEN_2 M60_NVME_GEN_2 M80_NVME_GEN_2 M200_NVME_GEN_2 M400_NVME_GEN_2`,
  AZURE: `M10 M20 M30 M40 M50 M60 M80 M90 M200 R40 R50 R60 R80 R200 R300 R400
    M60_NVME M80_NVME M200_NVME M300_NVME M400_NVME M600_NVME`,
  GCP: `M10 M20 M30 M40 M50 M60 M80 M140 M200 M250 M300 M400 R40 R50 R60 R80 R200 R300 R400 R600
    M30_GEN_2 M40_GEN_2 M50_GEN_2 M60_GEN_2 M80_GEN_2 M140_GEN_2 M200_GEN_2
    R40_GEN_2 R50_GEN_2 R60_GEN_2 R80_GEN_2 R200_GEN_2 R300_GEN_2 R400_GEN_2`,
};

/** Largest disk of the small tiers; from M50 on 4096 on every provider. */
const MAX_GB: Record<number, Record<DedicatedProvider, number>> = {
  10: { AWS: 128, AZURE: 128, GCP: 128 },
  20: { AWS: 255, AZURE: 256, GCP: 256 },
  30: { AWS: 512, AZURE: 512, GCP: 512 },
  40: { AWS: 1024, AZURE: 1024, GCP: 1024 },
};
const LARGEST_DISK_GB = 4096;
/** Stands in for tiers that are in the enum and in no table of the docs (M100, M90). */
const UNLISTED_DEFAULT_GB = 1000;
const MIN_GB: Record<DedicatedProvider, number> = { AWS: 10, AZURE: 8, GCP: 10 };

const AWS_DEFAULT_GB: Record<number, number> = {
  10: 10,
  20: 20,
  30: 40,
  40: 80,
  50: 160,
  60: 320,
  80: 750,
  140: 1000,
  200: 1500,
  250: 1750,
  300: 2000,
  400: 3000,
  700: 4096,
};
const AZURE_DEFAULT_GB: Record<number, number> = {
  10: 8,
  20: 16,
  30: 32,
  40: 64,
  50: 128,
  60: 128,
  80: 256,
  200: 256,
  300: 512,
  400: 512,
};
const NVME_GB: Record<"AWS" | "AZURE", Record<number, number>> = {
  AWS: { 40: 380, 50: 760, 60: 1600, 80: 1600, 200: 3100, 400: 4000 },
  AZURE: { 60: 1600, 80: 1600, 200: 3100, 300: 3600, 400: 4000, 600: 4000 },
};
/** AWS tiers that cannot be part of a multi-cloud cluster, beside every NVMe tier (Atlas docs). */
const SINGLE_CLOUD_TIERS = new Set(["M140", "R700"]);

const tiersByProvider: Record<DedicatedProvider, ReadonlyMap<string, Tier>> = {
  AWS: readTiers("AWS"),
  AZURE: readTiers("AZURE"),
  GCP: readTiers("GCP"),
};

function readTiers(provider: DedicatedProvider): ReadonlyMap<string, Tier> {
  const names = NAMES[provider].split(/\s+/);
  return new Map(names.map((name) => [name, describeTier(provider, name)]));
}

function describeTier(provider: DedicatedProvider, name: string): Tier {
  const number = Number.parseInt(name.slice(1), 10);
  const nvme = name.includes("_NVME");
  const tierClass: TierClass = nvme ? "NVME" : name.startsWith("R") ? "LOW_CPU" : "GENERAL";
  const fixedGB = provider !== "GCP" && nvme ? NVME_GB[provider][number] : undefined;
  const defaults = provider === "AZURE" ? AZURE_DEFAULT_GB : AWS_DEFAULT_GB;
  return {
    name,
    tierClass,
    number,
    generation2: name.endsWith("_GEN_2"),
    minGB: fixedGB ?? MIN_GB[provider],
    maxGB: fixedGB ?? MAX_GB[number]?.[provider] ?? LARGEST_DISK_GB,
    defaultGB: fixedGB ?? (provider === "AZURE" && name === "R40" ? 128 : defaults[number]) ?? UNLISTED_DEFAULT_GB,
    multiCloud: !nvme && !(provider === "AWS" && SINGLE_CLOUD_TIERS.has(name)),
  };
}

/** The tier of that name, or undefined where the provider has none. */
export const findTier = (provider: DedicatedProvider, name: string) => tiersByProvider[provider].get(name);

export const tierNames = (provider: DedicatedProvider): readonly string[] => [...tiersByProvider[provider].keys()];

/** The largest disk of a tier, in a project with or without extended storage. */
export function maxDiskGB(tier: Tier, extendedStorage: boolean): number {
  if (!extendedStorage || tier.tierClass === "NVME") return tier.maxGB;
  const extended = EXTENDED_STORAGE_GB.find(([fromTier]) => tier.number >= fromTier);
  return extended === undefined ? tier.maxGB : Math.max(tier.maxGB, extended[1]);
}

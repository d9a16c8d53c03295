/**
 * The dedicated tiers of Atlas (instanceSize) and what is published of each. New ones appear often: the reader of a
 * schedule takes none that is not in the list; of a cluster, any name is taken as it is.
 */

export type TierClass = "GENERAL" | "LOW_CPU" | "NVME" | "OTHER";

/** The providers of the list; Atlas may come to have others. */
const knownProviders: readonly string[] = ["AWS", "AZURE", "GCP"];

/** The provider has no such tier. */
const none = null;

type Disk = number | typeof none;

/**
 * Which provider has which tier (OpenAPI document, August 2026: AWS-, Azure-, GCPHardwareSpec20240805), and the largest
 * disk in GB that it holds without extended storage (Atlas docs: cluster tiers per provider). Tiers without a row in
 * those docs (second generation, Low-CPU on GCP, M90, M100) are taken to hold what the others of their number hold.
 */
const table: readonly (readonly [tier: string, AWS: Disk, AZURE: Disk, GCP: Disk])[] = [
  ["M10", 128, 128, 128],
  ["M20", 255, 256, 256],
  ["M30", 512, 512, 512],
  ["M40", 1024, 1024, 1024],
  ["M50", 4096, 4096, 4096],
  ["M60", 4096, 4096, 4096],
  ["M80", 4096, 4096, 4096],
  ["M90", none, 4096, none],
  ["M100", 4096, none, none],
  ["M140", 4096, none, 4096],
  ["M200", 4096, 4096, 4096],
  ["M250", none, none, 4096],
  ["M300", 4096, none, 4096],
  ["M400", none, none, 4096],
  ["R40", 1024, 1024, 1024],
  ["R50", 4096, 4096, 4096],
  ["R60", 4096, 4096, 4096],
  ["R80", 4096, 4096, 4096],
  ["R200", 4096, 4096, 4096],
  ["R300", 4096, 4096, 4096],
  ["R400", 4096, 4096, 4096],
  ["R600", none, none, 4096],
  ["R700", 4096, none, none],
  ["M40_NVME", 380, none, none],
  ["M50_NVME", 760, none, none],
  ["M60_NVME", 1600, 1600, none],
  ["M80_NVME", 1600, 1600, none],
  ["M200_NVME", 3100, 3100, none],
  ["M300_NVME", none, 3600, none],
  ["M400_NVME", 4000, 4000, none],
  ["M600_NVME", none, 4000, none],
  ["M30_GEN_2", 512, none, 512],
  ["M40_GEN_2", 1024, none, 1024],
  ["M50_GEN_2", 4096, none, 4096],
  ["M60_GEN_2", 4096, none, 4096],
  ["M80_GEN_2", 4096, none, 4096],
  ["M140_GEN_2", 4096, none, 4096],
  ["M200_GEN_2", 4096, none, 4096],
  ["M300_GEN_2", 4096, none, none],
  ["R40_GEN_2", 1024, none, 1024],
  ["R50_GEN_2", 4096, none, 4096],
  ["R60_GEN_2", 4096, none, 4096],
  ["R80_GEN_2", 4096, none, 4096],
  ["R200_GEN_2", 4096, none, 4096],
  ["R300_GEN_2", 4096, none, 4096],
  ["R400_GEN_2", 4096, none, 4096],
  ["R700_GEN_2", 4096, none, none],
  ["M40_NVME_GEN_2", 380, none, none],
  ["M50_NVME_GEN_2", 760, none, none],
  ["M60_NVME_GEN_2", 1600, none, none],
  ["M80_NVME_GEN_2", 1600, none, none],
  ["M200_NVME_GEN_2", 3100, none, none],
  ["M400_NVME_GEN_2", 4000, none, none],
];

/** Every tier, whatever the provider. */
export const knownTiers: readonly string[] = table.map(([tier]) => tier);

interface Tier {
  readonly number: number;
  readonly class: TierClass;
  readonly isSecondGeneration: boolean;
  /** The disks by provider; {} for a tier that is not in the list. */
  readonly disks: Readonly<Record<string, Disk>>;
}

const tiersByName: ReadonlyMap<string, Tier> = new Map(
  table.map(([name, AWS, AZURE, GCP]) => [name, tierNamed(name, { AWS, AZURE, GCP })]),
);

/**
 * What a name says of a tier: M50 is General, R50 Low-CPU, M50_NVME NVMe, M50_GEN_2 General of the second generation.
 */
function tierNamed(name: string, disks: Tier["disks"]): Tier {
  return {
    number: Number(/\d+/.exec(name)?.[0] ?? 0),
    class: classNamed(name),
    isSecondGeneration: name.includes("_GEN_2"),
    disks,
  };
}

function classNamed(name: string): TierClass {
  if (name.includes("_NVME")) return "NVME";
  if (/^M\d/.test(name)) return "GENERAL";
  return /^R\d/.test(name) ? "LOW_CPU" : "OTHER";
}

function tierOf(name: string): Tier {
  return tiersByName.get(name) ?? tierNamed(name, {});
}

/** Tiers compare by the number in their name: 50 for "M50", "R50" and "M50_NVME", 0 for a name without one. */
export function tierNumber(name: string): number {
  return tierOf(name).number;
}

/** The class of a tier; its generation is not a class of its own. */
export function tierClass(name: string): TierClass {
  return tierOf(name).class;
}

export function isSecondGeneration(name: string): boolean {
  return tierOf(name).isSecondGeneration;
}

/** Whether the provider has the tier; true for a provider that we do not know. */
export function isTierOf(provider: string, name: string): boolean {
  return !knownProviders.includes(provider) || (tierOf(name).disks[provider] ?? none) !== none;
}

/**
 * The largest disk of the tier, in GB; Infinity where nothing is published. Other published bounds differ slightly and
 * Atlas decides, so it is only good for a warning.
 */
export function largestDiskGB(provider: string, name: string): number {
  return tierOf(name).disks[provider] ?? Number.POSITIVE_INFINITY;
}

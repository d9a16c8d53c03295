/** Atlas tiers (instanceSize): order, class, and what the published tables say of them. New names appear often: never refuse one. */

export type TierClass = "GENERAL" | "LOW_CPU" | "NVME" | "OTHER";

/** Tiers compare by the number in their name; 0 for a name without one. */
export function tierNumber(tier: string): number {
  const digits = /\d+/.exec(tier);
  return digits === null ? 0 : Number(digits[0]);
}

/** M50 is General, R50 Low-CPU, M50_NVME NVMe; the generation (`_GEN_2`) is no class of its own. */
export function tierClass(tier: string): TierClass {
  if (tier.includes("_NVME")) return "NVME";
  if (/^M\d/.test(tier)) return "GENERAL";
  return /^R\d/.test(tier) ? "LOW_CPU" : "OTHER";
}

export function isGen2(tier: string): boolean {
  return tier.includes("_GEN_2");
}

/** General to NVMe and back, any change of an NVMe tier, and on Azure any change of class (Atlas docs: Customize Cluster Storage). */
export function needsInitialSync(providerName: string, from: string, to: string): boolean {
  if (from === to) return false;
  const classes = [tierClass(from), tierClass(to)];
  return classes.includes("NVME") || (providerName === "AZURE" && classes[0] !== classes[1]);
}

/** The tier of `tier`'s number when that is inside, in the class of the bounds; else the bound that is nearer. */
export function nearestTier(tier: string, { min, max }: { readonly min: string; readonly max: string }): string {
  const size = tierNumber(tier);
  if (isBetween(tier, min, max)) return min.replace(/\d+/, String(size));
  return size < tierNumber(min) ? min : max;
}

/** A bound that is null is none. */
export function isBetween(tier: string, min: string | null, max: string | null): boolean {
  const size = tierNumber(tier);
  return (min === null || size >= tierNumber(min)) && (max === null || size <= tierNumber(max));
}

/** Tier numbers per provider and class as of August 2026 (OpenAPI document: AWS/Azure/GCPHardwareSpec20240805). */
const knownNumbers: Readonly<Record<string, string>> = {
  "AWS M": "10 20 30 40 50 60 80 100 140 200 300",
  "AWS M_GEN_2": "30 40 50 60 80 140 200 300",
  "AWS R": "40 50 60 80 200 300 400 700",
  "AWS R_GEN_2": "40 50 60 80 200 300 400 700",
  "AWS M_NVME": "40 50 60 80 200 400",
  "AWS M_NVME_GEN_2": "40 50 60 80 200 400",
  "AZURE M": "10 20 30 40 50 60 80 90 200",
  "AZURE R": "40 50 60 80 200 300 400",
  "AZURE M_NVME": "60 80 200 300 400 600",
  "GCP M": "10 20 30 40 50 60 80 140 200 250 300 400",
  "GCP M_GEN_2": "30 40 50 60 80 140 200",
  "GCP R": "40 50 60 80 200 300 400 600",
  "GCP R_GEN_2": "40 50 60 80 200 300 400",
};

/** Whether the published list of the provider has the tier; true for a provider that we do not know. */
export function isKnownTier(providerName: string, tier: string): boolean {
  if (knownNumbers[`${providerName} M`] === undefined) return true;
  const numbers = knownNumbers[`${providerName} ${tier.replace(/\d+/, "")}`] ?? "";
  return ` ${numbers} `.includes(` ${tierNumber(tier)} `);
}

/** Per provider: tier number and the size of its fixed disk. */
const nvmeDisks: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AWS: { 40: 380, 50: 760, 60: 1600, 80: 1600, 200: 3100, 400: 4000 },
  AZURE: { 60: 1600, 80: 1600, 200: 3100, 300: 3600, 400: 4000, 600: 4000 },
};

/**
 * Largest disk in GB, without extended storage (Atlas docs: cluster tiers per provider). Other published bounds differ
 * slightly and Atlas decides, so it is only good for a warning. Infinity: not published.
 */
export function maxDiskGB(providerName: string, tier: string): number {
  const size = tierNumber(tier);
  if (!isKnownTier(providerName, tier)) return Number.POSITIVE_INFINITY;
  if (tierClass(tier) === "NVME") return nvmeDisks[providerName]?.[size] ?? Number.POSITIVE_INFINITY;
  if (size === 20) return providerName === "AWS" ? 255 : 256;
  const disks: Readonly<Record<string, number>> = { 10: 128, 30: 512, 40: 1024 };
  return disks[size] ?? 4096;
}

/**
 * What a load does to a cluster of a tier: an illustration, not a measurement. A tier serves so many operations per second
 * in proportion to its processors; utilisation is load ÷ capacity; an operation takes its service time ÷ (1 − utilisation),
 * as in a queue with one server (M/M/1), with utilisation cut off at 0.98.
 */

/** From M30 on 1,000 operations per second for each of AWS's processors; M10 and M20 share theirs. */
const GENERAL: Readonly<Record<number, number>> = {
  10: 500,
  20: 1000,
  30: 2000,
  40: 4000,
  50: 8000,
  60: 16_000,
  80: 32_000,
  90: 40_000,
  100: 40_000,
  140: 48_000,
  200: 64_000,
  250: 80_000,
  300: 96_000,
  400: 128_000,
  600: 160_000,
};
/** Low-CPU and NVMe tiers: fewer processors for the same memory. */
const FEWER_PROCESSORS: Readonly<Record<number, number>> = {
  40: 2000,
  50: 4000,
  60: 8000,
  80: 16_000,
  200: 32_000,
  300: 48_000,
  400: 64_000,
  600: 96_000,
  700: 96_000,
};
/** What a free or Flex cluster may do (Atlas docs, "M0 limits": 100 operations per second). */
const SHARED = 100;

const SERVICE_MS = 2;
const SERVICE_MS_SHARED_PROCESSORS = 3;
const CUT_OFF = 0.98;

/** Operations per second that the primary of one shard serves. */
export function capacityOf(tier: string): number {
  const number = Number.parseInt(tier.slice(1), 10);
  const table = tier.startsWith("R") || tier.includes("_NVME") ? FEWER_PROCESSORS : GENERAL;
  return table[number] ?? SHARED;
}

export interface Illustration {
  /** 1 is all that the tier can do; more is what waits. */
  readonly utilisation: number;
  readonly latencyMs: number;
  /** The load is more than the tier can serve: in truth latency grows without end. */
  readonly saturated: boolean;
}

/** `load` on as many shards of `tier`. */
export function illustrate(load: number, tier: string, shards = 1): Illustration {
  const utilisation = load / (capacityOf(tier) * shards);
  const small = capacityOf(tier) <= (GENERAL[20] ?? 0);
  const serviceMs = small ? SERVICE_MS_SHARED_PROCESSORS : SERVICE_MS;
  const latencyMs = serviceMs / (1 - Math.min(utilisation, CUT_OFF));
  return {
    utilisation: round(utilisation, 4),
    latencyMs: round(latencyMs, 2),
    saturated: utilisation >= CUT_OFF,
  };
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;

/** What the text of a size says: which tiers it spans, and whether it says anything of a tier at all. */
import type { Size } from "./model";

/** `open`: running or unmanaged, so that nobody can tell how large; `bounds`: anything between two tiers. */
export type SizeKind = "paused" | "open" | "tier" | "bounds";

export interface SizeReading {
  readonly kind: SizeKind;
  /** The tiers that it names, the smallest first; none where it names none. */
  readonly tiers: readonly string[];
}

const TIER = /^([A-Z]+)(\d+)(_NVME)?$/;

/** "M50", "M30–M60", "M10, M50" while nodes differ, "M10 + analytics M30" of which the analytics nodes are left out, "paused", "running". */
export function readSize(size: Size): SizeReading {
  const known = readings.get(size);
  if (known !== undefined) return known;
  if (readings.size >= MOST_READINGS) readings.clear();
  const reading = reread(size);
  readings.set(size, reading);
  return reading;
}

/** A year of history has thousands of stretches and a handful of sizes: reading each once takes a tenth of the time. */
const readings = new Map<Size, SizeReading>();
const MOST_READINGS = 1_000;

function reread(size: Size): SizeReading {
  if (size === "paused") return { kind: "paused", tiers: [] };
  const [base = ""] = size.split(/ \+ |, analytics /);
  const tiers = base
    .replace(/^analytics /, "")
    .split(/[-–]|, /)
    .filter((tier) => TIER.test(tier))
    .sort(compareTiers);
  if (tiers.length === 0) return { kind: "open", tiers };
  return { kind: tiers[0] === tiers.at(-1) ? "tier" : "bounds", tiers };
}

/** By number, then by class: M before R before NVMe. */
export function compareTiers(one: string, other: string): number {
  return rankOf(one) - rankOf(other) || (one < other ? -1 : Number(one > other));
}

/** Paused is the smallest; then what says no tier; then by the largest tier, then by the smallest. */
export function compareSizes(one: Size, other: Size): number {
  const [a, b] = [readSize(one), readSize(other)];
  return rank(a, "max") - rank(b, "max") || rank(a, "min") - rank(b, "min") || (one < other ? -1 : Number(one > other));
}

export function largerSize(one: Size, other: Size): Size {
  return compareSizes(one, other) >= 0 ? one : other;
}

/** The number in a tier's name, by which tiers compare. */
export function tierNumber(tier: string): number {
  return Number(TIER.exec(tier)?.[2] ?? 0);
}

function rank({ kind, tiers }: SizeReading, end: "min" | "max"): number {
  if (kind === "paused") return 0;
  const tier = end === "max" ? tiers.at(-1) : tiers[0];
  return tier === undefined ? 1 : rankOf(tier);
}

const CLASSES = 3;

function rankOf(tier: string): number {
  const [, letter, digits = "0", nvme] = TIER.exec(tier) ?? [];
  const ofClass = nvme !== undefined ? 2 : letter === "R" ? 1 : 0;
  return 2 + Number(digits) * CLASSES + ofClass;
}

/** The class by which a size is coloured, the same for a tier in every lane. lanes.css has the colours of both themes. */
import type { Size } from "./model";
import { readSize, tierNumber } from "./sizes";

/** Tiers up to this number share a colour; larger ones than the last have the last. */
const STEPS = [10, 20, 30, 40, 50, 60, 80] as const;

export const SIZE_CLASSES = [
  "size-paused",
  "size-open",
  ...Array.from({ length: STEPS.length + 1 }, (_, step) => `size-${step + 1}`),
] as const;

/** "size-5" of M50, R50 and M30–M50; "size-paused"; "size-open" where nobody can tell. */
export function sizeClass(size: Size): string {
  const { kind, tiers } = readSize(size);
  if (kind === "paused") return "size-paused";
  const largest = tiers.at(-1);
  if (largest === undefined) return "size-open";
  const step = STEPS.findIndex((upTo) => tierNumber(largest) <= upTo);
  return `size-${(step === -1 ? STEPS.length : step) + 1}`;
}

/** The dedicated tiers of Atlas (OpenAPI document: instanceSize of the 2024-08-05 hardware specifications). */

const GENERAL = "M10 M20 M30 M40 M50 M60 M80 M90 M100 M140 M200 M250 M300 M400";
const LOW_CPU = "R40 R50 R60 R80 R200 R300 R400 R600 R700";
const NVME = "M40_NVME M50_NVME M60_NVME M80_NVME M200_NVME M300_NVME M400_NVME M600_NVME";
const SECOND_GENERATION =
  "M30 M40 M50 M60 M80 M140 M200 M300 R40 R50 R60 R80 R200 R300 R400 R700 " +
  "M40_NVME M50_NVME M60_NVME M80_NVME M200_NVME M400_NVME";

export function knownTiers(): string[] {
  const first = `${GENERAL} ${LOW_CPU} ${NVME}`.split(" ");
  return first.concat(SECOND_GENERATION.split(" ").map((tier) => `${tier}_GEN_2`));
}

/** Disk operations per second that a volume has when nobody asks for a number. */
import { AWS_STANDARD_IOPS, AZURE_STANDARD_IOPS } from "../limits";

export function standardIops(provider: "AWS" | "AZURE", diskSizeGB: number): number {
  if (provider === "AZURE") {
    const row = AZURE_STANDARD_IOPS.find(([upToGB]) => diskSizeGB <= upToGB) ?? AZURE_STANDARD_IOPS.at(-1);
    return row?.[1] ?? 0;
  }
  const { min, perGB, max } = AWS_STANDARD_IOPS;
  return Math.max(min, Math.min(max, Math.floor(diskSizeGB * perGB)));
}

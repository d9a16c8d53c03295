import { publishedAddresses } from "./addresses.data";

export const CLOUDS = ["aws", "azure", "gcp"] as const;

export type Cloud = (typeof CLOUDS)[number];

export function addressesOf(cloud: Cloud): readonly string[] {
  return publishedAddresses[cloud].split(",");
}

/** The cloud of `provider_region` in the app's configuration, such as "aws-us-east-1"; null: it names none. */
export function cloudOf(config: unknown): Cloud | null {
  const { provider_region } = (config ?? {}) as { provider_region?: unknown };
  return CLOUDS.find((cloud) => typeof provider_region === "string" && provider_region.startsWith(`${cloud}-`)) ?? null;
}

/** Those of `addresses` that no entry of an access list admits. */
export function notListed(addresses: readonly string[], entries: readonly string[]): string[] {
  return addresses.filter((address) => !entries.some((entry) => admits(entry, address)));
}

function admits(entry: string, address: string): boolean {
  const [base = "", bits = "32"] = entry.split("/");
  const size = 2 ** (32 - Number(bits));
  return Math.floor(numberOf(base) / size) === Math.floor(numberOf(address) / size);
}

/** NaN, which equals nothing, for anything but an IPv4 address. */
function numberOf(address: string): number {
  const parts = address.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part))) return Number.NaN;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

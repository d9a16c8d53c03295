import { addressesOf, type Cloud } from "./addresses";
import { publishedAddresses } from "./addresses.data";

/** Where the list is from, for whoever goes by it. */
export function provenance(): string {
  const { source, takenOn } = publishedAddresses;
  return `as published on ${takenOn}; the newest are at ${source}`;
}

/** One address a line, or, for the Admin API, the body that adds them all (POST …/accessList). */
export function printAddresses(cloud: Cloud, asJson: boolean): string {
  const addresses = addressesOf(cloud);
  if (asJson) return `${JSON.stringify(addresses.map((ipAddress) => ({ ipAddress })))}\n`;
  return `${addresses.join("\n")}\n`;
}

/** True when `address` (IPv4) is one of the addresses or inside one of the CIDR blocks of an API access list. */
export function isOnAccessList(address: string, accessList: readonly string[]): boolean {
  return accessList.some((entry) => covers(entry, address));
}

function covers(entry: string, address: string): boolean {
  const [base = "", bits = "32"] = entry.split("/");
  const size = 2 ** (32 - Number(bits));
  const baseNumber = addressNumber(base);
  const number = addressNumber(address);
  if (baseNumber === undefined || number === undefined) return entry === address;
  return Math.floor(baseNumber / size) === Math.floor(number / size);
}

function addressNumber(text: string): number | undefined {
  const parts = text.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

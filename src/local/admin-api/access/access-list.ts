/** API access lists: the IPv4 addresses and CIDR blocks that calls with a key or service account may come from. */

export interface AccessEntry {
  /** An address or a block, as it was written. */
  readonly source: string;
  readonly createdAt: number;
  uses: number;
  lastUsedAt?: number;
  lastUsedAddress?: string;
}

export class AccessList {
  readonly #entries = new Map<string, AccessEntry>();

  /** In the order in which they were added. */
  get entries(): readonly AccessEntry[] {
    return [...this.#entries.values()];
  }

  /** Adding what is there already changes nothing. */
  add(source: string, at: number): void {
    const block = blockOf(source);
    if (!this.#entries.has(block)) this.#entries.set(block, { source, createdAt: at, uses: 0 });
  }

  /** Whether a call from that address may pass; counts it. */
  admits(address: string, at: number): boolean {
    const entry = this.entries.find(({ source }) => covers(source, address));
    if (entry === undefined) return false;
    entry.uses += 1;
    entry.lastUsedAt = at;
    entry.lastUsedAddress = address;
    return true;
  }
}

/** `203.0.113.7/32` for an address, a block as it is. */
export const blockOf = (source: string) => (source.includes("/") ? source : `${source}/32`);

export function isAddressOrBlock(text: string): boolean {
  const [base = "", bits = "32", ...rest] = text.split("/");
  return rest.length === 0 && addressNumber(base) !== undefined && /^([12]?\d|3[0-2])$/.test(bits);
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
  const parts = text.split(".").map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
  if (parts.length !== 4 || parts.some((part) => Number.isNaN(part) || part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

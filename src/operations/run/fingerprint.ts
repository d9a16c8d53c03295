/**
 * A short mark of a JSON value, whatever the order of its keys. It tells whether the schedule in force is the one that
 * the triggers were built from. It is FNV-1a of 32 bits, two characters at a time, and no protection for secrets.
 */
export function fingerprint(value: unknown): string {
  const text = canonicalJson(value);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 2) {
    hash = Math.imul(hash ^ text.charCodeAt(i) ^ (text.charCodeAt(i + 1) << 16), 0x01000193);
  }
  return `0000000${(hash >>> 0).toString(16)}`.slice(-8);
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const parts = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson((value as Record<string, unknown>)[key])}`);
  return `{${parts.join()}}`;
}

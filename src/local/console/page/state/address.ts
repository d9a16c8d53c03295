/** What stands after `#` in the address: `#functions/run/abc` is `["functions", "run", "abc"]`, decoded. */
import { useEffect, useState } from "preact/hooks";

export function useAddress(): readonly string[] {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const look = () => setHash(location.hash);
    addEventListener("hashchange", look);
    look();
    return () => removeEventListener("hashchange", look);
  }, []);
  return partsOf(hash);
}

/** `#clusters/5e1e…%2FCluster0` of its parts: names may hold anything. */
export function addressOf(...parts: readonly string[]): string {
  return `#${parts.map(encodeURIComponent).join("/")}`;
}

function partsOf(hash: string): readonly string[] {
  return hash.replace(/^#/, "").split("/").map(decoded);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

import type { ConfigIssue } from "./config-error";
import type { Ports } from "./ports";

/** Where a run tells of itself. Both are credentials: whoever knows one can post there. */
export interface Addresses {
  /** null: not set. */
  readonly notifyUrl: string | null;
  readonly pingUrl: string | null;
}

/** The Values that hold addresses to be told of runs; each is linked to a Secret. */
export const addressValues = ["NOTIFY_URL", "PING_URL"] as const;

/** Adds what is wrong to `issues`, without a word of what the Value holds. */
export function readAddresses(ports: Ports, issues: ConfigIssue[]): Addresses {
  const [notifyUrl, pingUrl] = addressValues.map((name) => readAddress(ports, name, issues));
  return { notifyUrl: notifyUrl ?? null, pingUrl: pingUrl ?? null };
}

function readAddress(ports: Ports, name: string, issues: ConfigIssue[]): string | null {
  const value = ports.value(name);
  if (value === undefined || value === null || value === "") return null;
  const url = typeof value === "string" ? value.trim() : "";
  const isHttps = /^https:\/\/[A-Za-z0-9.-]+(?::\d+)?(?:[/?#]\S*)?$/.test(url);
  const isLoopback = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:[/?#]\S*)?$/.test(url);
  if (isHttps || isLoopback) return url;
  issues.push({ path: name, message: "must be an https address, without user name and password" });
  return null;
}

/** The host in lower case, without the port. */
export function hostOf(url: string): string {
  return (/^https?:\/\/(\[[^\]]*\]|[^/:?#]+)/.exec(url)?.[1] ?? "").toLowerCase();
}

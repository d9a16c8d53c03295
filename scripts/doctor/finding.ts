/** What the doctor looks at, in the order in which it reports. */
export const CHECKS = [
  "schedule",
  "zone-data",
  "client",
  "env-files",
  "credentials",
  "own-address",
  "project",
  "role",
  "secret-expiry",
  "egress-addresses",
  "clusters",
  "targets",
  "tiers",
  "events",
  "other-parties",
  "maintenance",
  "alert",
  "deployed",
  "notification",
] as const;

export type CheckName = (typeof CHECKS)[number];

/** `skipped`: an earlier finding left nothing to look at. */
export type Level = "ok" | "warning" | "failed" | "skipped";

/** One line of the report. Programs may rely on it: keys are added, not changed. */
export interface Finding {
  readonly check: CheckName;
  readonly level: Level;
  /** What was found, without a full stop. */
  readonly says: string;
  /** What a person can do, in a sentence without a full stop; "": nothing needs to be done. */
  readonly remedy: string;
}

export function ok(check: CheckName, says: string): Finding {
  return { check, level: "ok", says, remedy: "" };
}

export function warning(check: CheckName, says: string, remedy: string): Finding {
  return { check, level: "warning", says, remedy };
}

export function failed(check: CheckName, says: string, remedy: string): Finding {
  return { check, level: "failed", says, remedy };
}

export function skipped(check: CheckName, why: string): Finding {
  return { check, level: "skipped", says: `not checked: ${why}`, remedy: "" };
}

/** `found`, or `otherwise` where there is nothing to tell. */
export function orElse(found: readonly Finding[], otherwise: Finding): readonly Finding[] {
  return found.length > 0 ? found : [otherwise];
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

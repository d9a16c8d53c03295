import type { Diagnosis } from "../../atlas/remedies";

/** One thing that went wrong in a run, about one cluster or one project. */
export interface Failure {
  readonly project: string;
  /** null: the project as a whole. */
  readonly cluster: string | null;
  /** Atlas's code, or one of ours in lower case ("not-found", "late", …). Failures are grouped by it. */
  readonly code: string;
  /** What went wrong, without the cluster's name, so that equal failures read equal. */
  readonly message: string;
  /** What to do; "" when the message says it. */
  readonly remedy: string;
}

/** Failures with the same code, message and remedy. */
export interface FailureGroup {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  /** "project/cluster" or "project", in the order met. */
  readonly on: readonly string[];
}

export function failureOf(project: string, cluster: string | null, error: unknown, diagnosis: Diagnosis): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return { project, cluster, code: diagnosis.code, message: withoutName(message, cluster), remedy: diagnosis.remedy };
}

/** So that 1,200 clusters which fail for one reason make one group. The name goes, and not what only looks like it. */
export function withoutName(message: string, cluster: string | null): string {
  if (cluster === null) return message;
  const path = `/clusters/${encodeURIComponent(cluster)}`;
  const at = message.indexOf(path);
  const head = at < 0 ? "" : `${message.slice(0, at)}/clusters/…`;
  const tail = message.slice(at < 0 ? 0 : at + path.length);
  // Names of clusters have letters, digits and hyphens (OpenAPI document).
  return head + tail.replace(/[A-Za-z0-9-]+/g, (word) => (word === cluster ? "…" : word));
}

/** Largest group first, then in the order met. What differs by nothing but the project is one group too. */
export function groupFailures(failures: readonly Failure[]): FailureGroup[] {
  const groups = new Map<string, { code: string; message: string; remedy: string; on: string[] }>();
  for (const { project, cluster, code, message, remedy } of failures) {
    const general = message.split(project).join("…");
    const key = JSON.stringify([code, general, remedy]);
    const group = groups.get(key) || { code, message, remedy, on: [] };
    if (group.message !== message) group.message = general;
    group.on.push(cluster === null ? `project ${project}` : `${project}/${cluster}`);
    groups.set(key, group);
  }
  return Array.from(groups.values()).sort((a, b) => b.on.length - a.on.length);
}

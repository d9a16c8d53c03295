import { type Diagnosis, diagnose } from "../../atlas/remedies";

/** One thing that went wrong in a run, about one cluster or one project. */
export interface Failure extends FailureReason {
  readonly project: string;
  /** null: the failure is about the project as a whole. */
  readonly cluster: string | null;
}

/** Why something failed. It names no cluster, so that clusters which fail for one reason have equal ones. */
export interface FailureReason {
  /** Atlas's code, or one of ours in lower case ("not-found", "late", …). */
  readonly code: string;
  /** What went wrong, in a sentence without a full stop. */
  readonly message: string;
  /** What a person can do, in a sentence of its own; "" when there is nothing but to try again, or to wait. */
  readonly remedy: string;
  /** It may pass by itself, so that it is worth trying again. */
  readonly passes: boolean;
}

/** Atlas described a cluster in a way that this app does not understand; nothing is written to such a cluster. */
export class UnreadableCluster extends Error {
  constructor(problem: string) {
    super(`Atlas described the cluster in a way that this app does not understand: ${problem}`);
    this.name = "UnreadableCluster";
  }
}

/** What ended a request or a look. Errors that are neither Atlas's nor the client's are thrown on: they are bugs. */
export function diagnosisOf(error: unknown): Diagnosis {
  if (!(error instanceof UnreadableCluster)) return diagnose(error);
  const remedy = "Deploy a newer release of this app, or report the problem to its authors";
  return { meaning: "failed", code: "unreadable", message: error.message, why: "", remedy, passes: false };
}

export function failureOf(project: string, cluster: string | null, error: unknown): Failure {
  return { project, cluster, ...reasonOf(diagnosisOf(error), project, cluster) };
}

/** Atlas's own text may name the project and the cluster, which are told beside the reason anyway. */
export function reasonOf(
  { code, message, why, remedy, passes }: Diagnosis,
  project: string,
  cluster: string | null,
): FailureReason {
  const general = withoutNames(message.replace(/\.$/, ""), [project, cluster]);
  return { code, message: why === "" ? general : `${general}; ${why}`, remedy, passes };
}

/**
 * Names of clusters have letters, digits and hyphens (OpenAPI document); what only looks like one of the names stays.
 */
function withoutNames(text: string, names: readonly (string | null)[]): string {
  return text.replace(/[A-Za-z0-9-]+/g, (word) => (names.includes(word) ? "…" : word));
}

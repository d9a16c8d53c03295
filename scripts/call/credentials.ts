/** What a call against Atlas needs of the environment, told in its terms: the functions themselves speak of Values and Secrets. */

import { UsageError } from "../lib/command";
import type { Environment } from "../lib/environment/environment";

const where = "in the environment or in .env";

const accounts = [
  ["ATLAS_CLIENT_ID", "ATLAS_CLIENT_SECRET", "service account"],
  ["ATLAS_PUBLIC_KEY", "ATLAS_PRIVATE_KEY", "API key"],
] as const;

/** Throws a `UsageError` with everything that is missing or wrong. What is set is never shown: it may be a credential. */
export function checkCredentials(environment: Environment): void {
  const problems = [projectProblem(environment), accountProblem(environment)].filter((problem) => problem !== null);
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
}

function projectProblem({ ATLAS_PROJECT_ID: id }: Environment): string | null {
  if (id !== undefined && isProjectId(id)) return null;
  const problem = id === undefined ? "is not set" : "is no project id";
  return `ATLAS_PROJECT_ID ${problem}; set it to 24 hex digits, ${where}`;
}

export function isProjectId(text: string): boolean {
  return /^[0-9a-f]{24}$/.test(text);
}

/** The service account is used where both are set; half of one is a mistake, and no reason to take the other. */
function accountProblem(environment: Environment): string | null {
  for (const [id, secret, kind] of accounts) {
    const [hasId, hasSecret] = [environment[id] !== undefined, environment[secret] !== undefined];
    if (hasId && hasSecret) return null;
    if (hasId || hasSecret) {
      const [missing, present] = hasId ? [secret, id] : [id, secret];
      return `${missing} is not set, although ${present}, the other half of the ${kind}, is; set both ${where}`;
    }
  }
  return `no credentials are set; set ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY, or ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET, ${where} (.env.example shows how)`;
}

/** The Secrets that the Values of the app link to, and what goes into them. */
import type { RemoteApp } from "../lib/app-services/apps";
import { pathOf, type RemoteSecret } from "../lib/app-services/live-app";
import type { ServiceSession } from "../lib/app-services/session";
import { UsageError } from "../lib/command";
import type { Environment } from "../lib/environment/environment";
import type { WantedApp } from "./wanted";

export interface SecretPlan {
  readonly name: string;
  /** The variable, of the Value's name, that holds the content. */
  readonly variable: string;
  readonly does: "create" | "update" | "keep";
}

/** A Secret holds at most 500 characters (App Services docs: Secrets). */
const longestSecret = 500;

/** A Secret that exists is kept where this machine has no value for it. All that is missing is one error. */
export function planSecrets(
  wanted: Pick<WantedApp, "values">,
  existing: readonly RemoteSecret[],
  environment: Environment,
): SecretPlan[] {
  const problems: string[] = [];
  const plans = wanted.values.flatMap(({ name: variable, value, isFromSecret }): SecretPlan[] => {
    if (!isFromSecret) return [];
    const name = String(value);
    const content = contentOf(environment, variable);
    const isThere = existing.some((secret) => secret.name === name);
    if (content === undefined && !isThere) problems.push(`${variable} is not set: it is to go into the Secret ${name}`);
    if ((content?.length ?? 0) > longestSecret)
      problems.push(`${variable} has more than ${longestSecret} characters, which is more than a Secret holds`);
    return [{ name, variable, does: content === undefined ? "keep" : isThere ? "update" : "create" }];
  });
  if (problems.length === 0) return plans;
  throw new UsageError(
    [...problems, "Set them in the environment or in .env, as .env.example shows; nothing was changed."].join("\n"),
  );
}

/** Through the service's API, never on a command line. */
export async function writeSecrets(
  session: ServiceSession,
  app: RemoteApp,
  plans: readonly SecretPlan[],
  existing: readonly RemoteSecret[],
  environment: Environment,
): Promise<void> {
  const path = `${pathOf(app)}/secrets`;
  for (const { name, variable, does } of plans) {
    const body = { name, value: contentOf(environment, variable) };
    const id = existing.find((secret) => secret.name === name)?.id;
    if (does === "create") await session.send("POST", path, body);
    if (does === "update" && id !== undefined) await session.send("PUT", `${path}/${id}`, body);
  }
}

function contentOf(environment: Environment, variable: string): string | undefined {
  return (environment as Readonly<Record<string, string | undefined>>)[variable];
}

import { attempt, UsageError } from "../command";
import type { Environment } from "../environment/environment";
import { appServicesUrl } from "./address";
import type { DeployingKey } from "./session";

/** Who deploys, or reads what is deployed, and where. */
export interface Access {
  readonly projectId: string;
  readonly key: DeployingKey;
  readonly serviceUrl: string;
}

/** Throws one `UsageError` with everything that is missing or wrong. */
export function readAccess(environment: Environment): Access {
  const problems: string[] = [];
  const projectId = attempt(() => projectIdIn(environment), problems);
  const key = attempt(() => deployingKey(environment), problems);
  const serviceUrl = attempt(() => appServicesUrl(environment), problems);
  if (projectId === null || key === null || serviceUrl === null) throw new UsageError(problems.join("\n"));
  return { projectId, key, serviceUrl };
}

const needsKey =
  "Deploying needs an API key of a project owner, because App Services accepts no service account; the app itself may run with one.";

/** The pair DEPLOY_…, or else the app's own key, if that is a project owner's too. Half a pair is a mistake. */
export function deployingKey(environment: Environment): DeployingKey {
  const key =
    pair(environment, "DEPLOY_PUBLIC_KEY", "DEPLOY_PRIVATE_KEY") ??
    pair(environment, "ATLAS_PUBLIC_KEY", "ATLAS_PRIVATE_KEY");
  if (key !== null) return key;
  const found =
    environment.ATLAS_CLIENT_ID === undefined ? "No credentials are set." : "Only a service account is set.";
  throw new UsageError(
    `${found} ${needsKey} Set DEPLOY_PUBLIC_KEY and DEPLOY_PRIVATE_KEY, in the environment or in .env.`,
  );
}

function pair(
  environment: Environment,
  publicName: "DEPLOY_PUBLIC_KEY" | "ATLAS_PUBLIC_KEY",
  privateName: "DEPLOY_PRIVATE_KEY" | "ATLAS_PRIVATE_KEY",
): DeployingKey | null {
  const [publicKey, privateKey] = [environment[publicName], environment[privateName]];
  if (publicKey !== undefined && privateKey !== undefined) return { publicKey, privateKey };
  if (publicKey === undefined && privateKey === undefined) return null;
  const missing = publicKey === undefined ? publicName : privateName;
  throw new UsageError(`${missing} is missing, although the other half of the key is set: set both, or neither`);
}

function projectIdIn({ ATLAS_PROJECT_ID: id }: Environment): string {
  if (id !== undefined && /^[0-9a-f]{24}$/.test(id)) return id;
  const problem = id === undefined ? "is not set" : `is "${id}", which is not a project id`;
  throw new UsageError(`ATLAS_PROJECT_ID ${problem}; set it to 24 hex digits, in the environment or in .env`);
}

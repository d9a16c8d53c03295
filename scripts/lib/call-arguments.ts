import { UsageError } from "./command";
import type { Environment } from "./environment";

/** The argument of a function as JSON text, "" for none. */
export function readArgument(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`the argument is not JSON: ${(error as Error).message}`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new UsageError(`the argument must be an object, such as '{"dryRun": true}'`);
}

/**
 * `scaleUp` and `scaleDown` take what the argument does not say from the environment: the cluster, its project, and the
 * tier for a cluster that the environment names.
 */
export function withEnvironment(
  functionName: string,
  argument: Readonly<Record<string, unknown>> | undefined,
  environment: Environment,
): Readonly<Record<string, unknown>> | undefined {
  const tier = { scaleUp: environment.SCALE_UP_TIER, scaleDown: environment.SCALE_DOWN_TIER }[functionName];
  if (functionName !== "scaleUp" && functionName !== "scaleDown") return argument;
  if (argument?.all === true) return argument;
  const cluster = argument?.cluster ?? environment.ATLAS_CLUSTER_NAME;
  if (cluster === undefined) return argument;
  return {
    cluster,
    ...(environment.ATLAS_PROJECT_ID !== undefined && { project: environment.ATLAS_PROJECT_ID }),
    ...(tier !== undefined && { tier }),
    ...argument,
  };
}

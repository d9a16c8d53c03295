import { functionNames } from "../build/functions";
import { UsageError } from "../lib/command";
import type { Environment } from "../lib/environment";

/** The function and its argument as JSON text. */
export function readPositionals(positionals: readonly string[]) {
  const [functionName, json, ...rest] = positionals;
  const known = functionNames().join(", ");
  if (functionName === undefined) throw new UsageError(`name a function: ${known}`);
  if (!functionNames().includes(functionName))
    throw new UsageError(`no function is named ${functionName}; there are ${known}`);
  if (rest.length > 0) throw new UsageError("too many arguments: put the JSON into quotation marks as one");
  return { functionName, json };
}

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
 * tier, unless the argument names another cluster than the environment does.
 */
export function withEnvironment(
  functionName: string,
  argument: Readonly<Record<string, unknown>> | undefined,
  environment: Environment,
): Readonly<Record<string, unknown>> | undefined {
  if (functionName !== "scaleUp" && functionName !== "scaleDown") return argument;
  if (argument?.all === true) return argument;
  const { ATLAS_CLUSTER_NAME: named, ATLAS_PROJECT_ID: project } = environment;
  const cluster = argument?.cluster ?? named;
  const tier = tierFor(functionName, environment, cluster);
  if (cluster === undefined) return argument;
  return {
    cluster,
    ...(project !== undefined && { project }),
    ...(tier !== undefined && (named === undefined || cluster === named) && { tier }),
    ...argument,
  };
}

function tierFor(functionName: "scaleUp" | "scaleDown", environment: Environment, cluster: unknown) {
  const name = functionName === "scaleUp" ? "SCALE_UP_TIER" : "SCALE_DOWN_TIER";
  if (environment[name] === undefined || cluster !== undefined) return environment[name];
  throw new UsageError(`${name} is for one cluster: set ATLAS_CLUSTER_NAME too, or name it in the argument`);
}

import { didYouMean } from "../../src/schedule/document/guess";
import { functionNames } from "../build/functions";
import { UsageError } from "../lib/command";
import type { Environment } from "../lib/environment/environment";
import { readJsonText } from "../lib/json-file";

/** Reads the name of the function, and its argument as JSON text. */
export function readPositionals(positionals: readonly string[]) {
  const [functionName, json, ...rest] = positionals;
  const names = functionNames();
  const choice = `choose one of ${names.join(", ")}`;
  if (functionName === undefined) throw new UsageError(`which function? ${choice}`);
  if (!names.includes(functionName)) {
    throw new UsageError(`there is no function ${functionName}${didYouMean(functionName, names)}; ${choice}`);
  }
  if (rest.length > 0) throw new UsageError("too many arguments; put quotation marks around the whole JSON");
  return { functionName, json };
}

/** Reads the argument of a function from JSON text; a blank text is no argument. */
export function readArgument(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const reading = readJsonText(text);
  if ("problem" in reading) throw new UsageError(`the argument is not JSON: ${reading.problem}`);
  const { value } = reading;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new UsageError(`the argument must be a JSON object such as '{"dryRun": true}'`);
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
  throw new UsageError(
    `${name} applies to one cluster; set ATLAS_CLUSTER_NAME too, or name the cluster in the argument`,
  );
}

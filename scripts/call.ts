import { functionNames } from "./build/functions";
import { readArgument, withEnvironment } from "./call/arguments";
import { callAtlas, callLocalAtlas } from "./call/run";
import { CommandFailed, readCommandLine, runCommand, UsageError } from "./lib/command";
import { readEnvironment } from "./lib/environment";

const usage = `
Usage: npm run call -- FUNCTION ['JSON'] [--local]

Builds the functions and runs one of them here, in the local function runtime, against the real Atlas. FUNCTION is one of
${functionNames().join(", ")}; JSON is its argument, such as '{"dryRun": true}'. Its log goes to standard error, what it
returns to standard output as JSON.

  --local   against a local Atlas that has the clusters of the schedule, made for this call

Read from the environment or from .env: ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY, or ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET;
ATLAS_PROJECT_ID, the project that the app is taken to live in; ATLAS_BASE_URL. scaleUp and scaleDown take from there, unless
JSON says otherwise, ATLAS_CLUSTER_NAME and SCALE_UP_TIER or SCALE_DOWN_TIER, whether that cluster has a schedule or not.

Exit code 0; 1 when the run failed; 2 when the command line, the environment or the schedule is wrong (nothing was done).
`;

async function main(): Promise<void> {
  const { values, positionals } = readCommandLine(usage, { local: { type: "boolean" } }, true);
  const [functionName, json, ...rest] = positionals;
  if (functionName === undefined) throw new UsageError(`name a function: ${functionNames().join(", ")}`);
  if (!functionNames().includes(functionName)) {
    throw new UsageError(`no function ${functionName}: there are ${functionNames().join(", ")}`);
  }
  if (rest.length > 0) throw new UsageError(`too many arguments: quote the JSON as one`);
  const environment = readEnvironment();
  const argument = withEnvironment(functionName, readArgument(json), environment);
  const call = { functionName, args: argument === undefined ? [] : [argument] };
  const execution =
    values.local === true ? await callLocalAtlas(call, environment) : await callAtlas(call, environment);
  const failure = execution.error?.message ?? "";
  for (const line of execution.logs) if (!failure.includes(line)) process.stderr.write(`${line}\n`);
  if (execution.error !== undefined) throw failureOf(execution.error);
  process.stdout.write(`${JSON.stringify(execution.result, null, 2)}\n`);
}

function failureOf({ name, message }: { name: string; message: string }): Error {
  return name === "ConfigError" ? new UsageError(message) : new CommandFailed(message);
}

void runCommand(main);

import { readArgument, readPositionals, withEnvironment } from "./call/arguments";
import { callCommand } from "./call/options";
import { callAtlas, callLocalAtlas } from "./call/run";
import { CommandFailed, runCommand, type Shell, UsageError } from "./lib/command";
import { readCommandLine } from "./lib/command-line";
import { readEnvironment } from "./lib/environment/environment";

export async function call({ args, env, stdout, stderr }: Shell): Promise<void> {
  const { values, positionals } = readCommandLine(callCommand, args);
  const { functionName, json } = readPositionals(positionals);
  const environment = readEnvironment(env);
  const argument = withEnvironment(functionName, readArgument(json), environment);
  const called = { functionName, args: argument === undefined ? [] : [argument], tag: values.environment };
  const execution = values.local ? await callLocalAtlas(called, environment) : await callAtlas(called, environment);
  const failure = execution.error?.message ?? "";
  for (const line of execution.logs) if (!failure.includes(line)) stderr.write(`${line}\n`);
  if (execution.error !== undefined) throw failureOf(execution.error);
  stdout.write(`${JSON.stringify(execution.result, null, 2)}\n`);
  const failures = countFailures(execution.result);
  if (failures > 0)
    throw new CommandFailed(
      `${functionName} found ${failures === 1 ? "a failure" : `${failures} failures`}: see "failures" in its report`,
    );
}

/** `reconcile`, `scaleUp` and `scaleDown` throw where they failed; a function that only reads reports what it found. */
function countFailures(result: unknown): number {
  const { failures } = (typeof result === "object" && result !== null ? result : {}) as { failures?: unknown };
  return Array.isArray(failures) ? failures.length : 0;
}

function failureOf({ name, message }: { name: string; message: string }): Error {
  return name === "ConfigError" ? new UsageError(message) : new CommandFailed(message);
}

if (require.main === module) void runCommand(call);

import { readArgument, readPositionals, withEnvironment } from "./call/arguments";
import { callCommand } from "./call/options";
import { callAtlas, callLocalAtlas } from "./call/run";
import { CommandFailed, runCommand, type Shell, UsageError } from "./lib/command";
import { readCommandLine } from "./lib/command-line";
import { readEnvironment } from "./lib/environment";

export async function call({ args, env, stdout, stderr }: Shell): Promise<void> {
  const { values, positionals } = readCommandLine(callCommand, args);
  const { functionName, json } = readPositionals(positionals);
  const environment = readEnvironment(env);
  const argument = withEnvironment(functionName, readArgument(json), environment);
  const called = { functionName, args: argument === undefined ? [] : [argument] };
  const execution = values.local ? await callLocalAtlas(called, environment) : await callAtlas(called, environment);
  const failure = execution.error?.message ?? "";
  for (const line of execution.logs) if (!failure.includes(line)) stderr.write(`${line}\n`);
  if (execution.error !== undefined) throw failureOf(execution.error);
  stdout.write(`${JSON.stringify(execution.result, null, 2)}\n`);
}

function failureOf({ name, message }: { name: string; message: string }): Error {
  return name === "ConfigError" ? new UsageError(message) : new CommandFailed(message);
}

if (require.main === module) void runCommand(call);

import { readArgument, readPositionals, withEnvironment } from "./call/arguments";
import { callCommand } from "./call/options";
import { callAtlas, callLocalAtlas } from "./call/run";
import { CommandFailed, runCommand, UsageError } from "./lib/command";
import { readCommandLine } from "./lib/command-line";
import { readEnvironment } from "./lib/environment";

async function main(): Promise<void> {
  const { values, positionals } = readCommandLine(callCommand);
  const { functionName, json } = readPositionals(positionals);
  const environment = readEnvironment();
  const argument = withEnvironment(functionName, readArgument(json), environment);
  const call = { functionName, args: argument === undefined ? [] : [argument] };
  const execution = values.local ? await callLocalAtlas(call, environment) : await callAtlas(call, environment);
  const failure = execution.error?.message ?? "";
  for (const line of execution.logs) if (!failure.includes(line)) process.stderr.write(`${line}\n`);
  if (execution.error !== undefined) throw failureOf(execution.error);
  process.stdout.write(`${JSON.stringify(execution.result, null, 2)}\n`);
}

function failureOf({ name, message }: { name: string; message: string }): Error {
  return name === "ConfigError" ? new UsageError(message) : new CommandFailed(message);
}

void runCommand(main);

import { setTimeout as wait } from "node:timers/promises";
import { type Command, CommandFailed, runCommand, type Shell } from "./lib/command";
import { readEnvironment } from "./lib/environment/environment";
import { paintFor } from "./lib/paint";
import { readStatusOptions, type StatusOptions } from "./status/options";
import { printStatus } from "./status/print";
import { deployedApp, localAtlas, type Source } from "./status/sources";

/** `pause` waits between two answers of --watch, and resolves to whether to go on. */
export function statusWith(pause: (ms: number) => Promise<boolean>): Command {
  return async (shell) => {
    const options = readStatusOptions(shell.args);
    const source = await sourceOf(shell, options);
    let failures = await show(shell, options, source);
    while (options.watches && (await pause(options.pauseMs))) failures = await showAgain(shell, options, source);
    if (failures === 0) return;
    throw new CommandFailed(failures === 1 ? "there is a failure" : `there are ${failures} failures`);
  };
}

async function sourceOf({ env }: Shell, options: StatusOptions): Promise<Source> {
  if (options.isLocal) return await localAtlas(options);
  return await deployedApp(options, readEnvironment(env, options.environment));
}

/** Resolves to the number of failures. */
async function show({ stdout, env }: Shell, { asJson, watches }: StatusOptions, source: Source): Promise<number> {
  const status = await source.ask();
  // A terminal that can be coloured can be cleared too; a pipe gets one answer after the other.
  const clear = watches && stdout.hasColors !== undefined && !asJson ? "\u001b[2J\u001b[H" : "";
  const text = asJson
    ? `${JSON.stringify(status, null, watches ? 0 : 2)}\n`
    : printStatus(source.name, status, paintFor(env, stdout), stdout.columns);
  stdout.write(clear + text);
  return status.failures.length;
}

/** One answer that could not be had must not end the watch. */
async function showAgain(shell: Shell, options: StatusOptions, source: Source): Promise<number> {
  try {
    return await show(shell, options, source);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    shell.stderr.write(`${error.message}\n`);
    return 1;
  }
}

const pauseInReality = async (ms: number) => {
  await wait(ms);
  return true;
};

if (require.main === module) void runCommand(statusWith(pauseInReality));

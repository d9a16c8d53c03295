import { runCommand } from "./lib/command";
import { readStartOptions } from "./start/options";
import { printStart } from "./start/print";
import { startAtlas } from "./start/run";

async function main(): Promise<void> {
  const options = readStartOptions(process.argv.slice(2), Date.now());
  const stopWanted = askedToStop();
  const started = await startAtlas(options);
  process.stdout.write(printStart(started));
  await stopWanted;
  await started.stop();
  process.stdout.write("stopped\n");
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

void runCommand(main);

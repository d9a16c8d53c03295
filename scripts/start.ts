import { runCommand } from "./lib/command";
import { askedToStop } from "./start/asked-to-stop";
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

void runCommand(main);

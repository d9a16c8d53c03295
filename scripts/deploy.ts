import { printManual } from "./deploy/manual";
import { readDeployOptions } from "./deploy/options";
import { type Place, thisPlace } from "./deploy/place";
import { removeApp } from "./deploy/remove";
import { deployApp } from "./deploy/run";
import { type Command, runCommand } from "./lib/command";

/** With the machine's own place unless a test has another. */
export function deployIn(placeFor: (env: Parameters<typeof thisPlace>[0]) => Place): Command {
  return async (shell) => {
    const options = readDeployOptions(shell.args);
    const place = placeFor(shell.env);
    switch (options.does) {
      case "print-manual":
        return await printManual(shell, options, place);
      case "remove":
        return await removeApp(shell, options, place);
      case "deploy":
        return await deployApp(shell, options, place);
    }
  };
}

if (require.main === module) void runCommand(deployIn(thisPlace));

import { relative } from "node:path";
import { type BuiltApp, buildApp } from "./build/build-app";
import { writeScheduleSchema } from "./build/schedule-schema";
import { writeZoneRules } from "./build/zone-rules";
import { readCommandLine, runCommand } from "./lib/command";
import { appDir } from "./lib/paths";

const usage = `
Usage: npm run build [-- --json]

Builds the functions, their manifest and the triggers into app/, from the schedule documents in app/values and
app/environments. Refuses what the function runtime of App Services cannot run. Nothing is written unless all is well.

  --json   print what was built as JSON

Exit code 0; 1 when a function cannot run there; 2 when the schedule or the command line is wrong.
`;

async function main(): Promise<void> {
  const { values } = readCommandLine(usage, { json: { type: "boolean" } });
  writeZoneRules();
  writeScheduleSchema();
  const built = await buildApp(appDir, Date.now());
  process.stdout.write(values.json === true ? `${JSON.stringify(built, null, 2)}\n` : describe(built));
}

function describe({ functions, triggers, removedTriggers, warnings, zoneData }: BuiltApp): string {
  const dir = relative(process.cwd(), appDir) || ".";
  const lines = [
    ...Object.entries(functions).map(([name, bytes]) => `${dir}/functions/${name}.js  ${Math.ceil(bytes / 1000)} KB`),
    ...triggers.map(({ name, schedule }) => `${dir}/triggers/${name}.json  ${schedule}`),
    ...removedTriggers.map((file) => `${dir}/triggers/${file}  removed: no schedule means it`),
    `time-zone rules: IANA ${zoneData.version}, to ${zoneData.until.slice(0, 10)}`,
    ...warnings.map((warning) => `warning: ${warning}`),
  ];
  return `${lines.join("\n")}\n`;
}

void runCommand(main);

import { relative } from "node:path";
import { type BuiltApp, buildApp } from "./build/build-app";
import { writeScheduleSchema } from "./build/schedule-schema";
import { updateZoneRules } from "./build/update-zone-rules";
import { runCommand, type Shell } from "./lib/command";
import { readCommandLine } from "./lib/command-line";
import { switchFlag } from "./lib/flags";
import type { CommandDescription } from "./lib/help";
import { appDir } from "./lib/paths";

const flags = {
  json: switchFlag("print what was built as JSON"),
  "update-zone-rules": switchFlag(
    "build nothing, but bring the committed time-zone rules up to the moment-timezone that is installed, a development dependency; the next build takes them in",
  ),
};

const command: CommandDescription<typeof flags> = {
  usage: "npm run build [-- OPTIONS]",
  about:
    "Builds the functions, their manifest and the triggers into app/, from the schedule documents in app/values and app/environments. Functions and triggers of yours stay as they are.\nEverything is checked first: the schedules of all environments, JSON with a key given twice, credentials that stand in a file or are missing, whatever App Services would not import or its function runtime cannot run. Where anything is wrong, or the disk is full, the files stay as they were.",
  flags,
  notes: [
    "Exit code 0; 1 if a function cannot run there or the files cannot be written; 2 if the app folder, the schedule or the command line is wrong.",
  ],
};

async function main({ args, stdout }: Shell): Promise<void> {
  const { values } = readCommandLine(command, args);
  if (values["update-zone-rules"]) return void stdout.write(await updateZoneRules());
  const built = await buildApp(appDir, Date.now());
  writeScheduleSchema();
  stdout.write(values.json ? `${JSON.stringify(built, null, 2)}\n` : describe(built));
}

function describe({ functions, triggers, removedTriggers, removedFunctions, warnings, zoneData }: BuiltApp): string {
  const dir = relative(process.cwd(), appDir) || ".";
  const lines = [
    ...Object.entries(functions).map(([name, bytes]) => `${dir}/functions/${name}.js  ${Math.ceil(bytes / 1000)} KB`),
    ...triggers.map(({ name, schedule }) => `${dir}/triggers/${name}.json  ${schedule}`),
    ...removedTriggers.map((file) => `${dir}/triggers/${file}  removed: no schedule means it any more`),
    ...removedFunctions.map((file) => `${dir}/functions/${file}  removed: it was built from a source that is gone`),
    `time-zone rules: IANA ${zoneData.version}, to ${zoneData.until.slice(0, 10)}`,
    ...warnings.map((warning) => `warning: ${warning}`),
  ];
  return `${lines.join("\n")}\n`;
}

void runCommand(main);

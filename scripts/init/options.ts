import { readCommandLine } from "../lib/command-line";
import { type FlagValues, switchFlag, textFlag, tierFlag, wordFlag } from "../lib/flags";
import type { CommandDescription } from "../lib/help";
import { EXAMPLES } from "./examples";

export const AUTHENTICATIONS = ["api-key", "service-account"] as const;

export type Authentication = (typeof AUTHENTICATIONS)[number];

const flags = {
  example: wordFlag("NAME", `what the schedule is for: ${EXAMPLES.join(", ")}; month-start by default`, EXAMPLES),
  cluster: textFlag("NAME", "the cluster to schedule; by default ATLAS_CLUSTER_NAME"),
  up: tierFlag("TIER", "its tier inside the window; by default SCALE_UP_TIER"),
  down: tierFlag("TIER", "its tier outside; by default SCALE_DOWN_TIER, or paused where the example pauses"),
  start: textFlag("CRON", "when the window opens, instead of the example's time; of launch, a local date and time"),
  end: textFlag("CRON", "when it closes"),
  timezone: textFlag("ZONE", "the time zone of the schedule, such as Europe/Berlin; UTC by default"),
  auth: wordFlag("KIND", `how the app calls Atlas: ${AUTHENTICATIONS.join(", ")}`, AUTHENTICATIONS),
  "dry-run": switchFlag("show what it would mean, and write nothing"),
  force: switchFlag("overwrite files that somebody has edited"),
};

export type InitOptions = FlagValues<typeof flags>;

export const initCommand: CommandDescription<typeof flags> = {
  usage: "npm run init [-- OPTIONS]",
  about:
    "Writes a first schedule into app/values/schedule.json, the Values for the credentials, linked to Secrets, and .env, which only you can read. It shows the changes that the schedule means before it writes. What is missing is asked for where there is a terminal. Files that somebody has edited are left alone without --force.\n" +
    "office-hours pauses the cluster at night and on weekends, unless --down names a tier; launch is one window of three days, two weeks ahead; fleet pauses every cluster that is named dev-… or tagged env: dev outside of office hours, at whatever size it has.",
  flags,
  notes: [
    "It reads ATLAS_CLUSTER_NAME, SCALE_UP_TIER and SCALE_DOWN_TIER from the environment or .env, and copies credentials that are set there into the new .env.",
    "Exit code 0; 1 if a file was left alone because somebody has edited it; 2 if the command line is wrong or something is missing, in which case nothing was written.",
  ],
};

export function readInitOptions(args: readonly string[]): InitOptions {
  return readCommandLine(initCommand, args).values;
}

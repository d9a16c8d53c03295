import { readCommandLine } from "../lib/command-line";
import { environmentFlag } from "../lib/environment/environment-tag";
import { type FlagValues, switchFlag, textFlag, wordFlag } from "../lib/flags";
import type { CommandDescription } from "../lib/help";
import { CLOUDS } from "./egress/addresses";

const flags = {
  environment: environmentFlag("check the schedule of this environment"),
  cloud: wordFlag(
    "CLOUD",
    `where the app runs, if app/realm_config.json is not to say it: ${CLOUDS.join(", ")}`,
    CLOUDS,
  ),
  app: textFlag("NAME", "the deployed app, by its name or its id (default: the name in realm_config.json)"),
  "access-list": switchFlag(
    "print the addresses that App Services calls from, one a line (with --json, as the body that adds them by the Admin API), and check nothing",
  ),
  "add-access-list": switchFlag("add the addresses that are missing to the API access list of the credential"),
  "add-alert": switchFlag("create the alert for failed triggers if it is missing"),
  "test-notification": switchFlag("send a test message to NOTIFY_URL, in the form that its host takes"),
  json: switchFlag("print the findings as JSON"),
};

export type DoctorOptions = FlagValues<typeof flags>;

export const doctorCommand: CommandDescription<typeof flags> = {
  usage: "npm run doctor [-- OPTIONS]",
  about:
    "Checks what a deployed app depends on: the schedule and its time-zone rules, the client that deploys, the credentials with their role, address and API access list, every scheduled cluster with every target, tiers in each region, events, signs of other parties, maintenance windows, alerts, and what is deployed against what is built. It changes nothing unless it is asked to add something. To learn whether the credential may change clusters, it asks Atlas to change nothing of a cluster whose name nobody has.",
  flags,
  notes: [
    "Credentials come from the environment or from .env, as for npm run call: ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY, or ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET; ATLAS_PROJECT_ID is the project of the app. Check with those that the app itself is to use; what is deployed is read with DEPLOY_PUBLIC_KEY and DEPLOY_PRIVATE_KEY where they are set.",
    "Exit code 0, warnings included; 1 if a check failed, be it that the schedule or the credentials have a mistake; 2 if the command line or app/realm_config.json is wrong.",
  ],
};

export function readDoctorOptions(args: readonly string[]): DoctorOptions {
  return readCommandLine(doctorCommand, args).values;
}

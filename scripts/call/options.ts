import { functionNames } from "../build/functions";
import { environmentFlag } from "../lib/environment/environment-tag";
import { switchFlag } from "../lib/flags";
import type { CommandDescription } from "../lib/help";

const flags = {
  local: switchFlag("run against a local Atlas made for this call, with the clusters of the schedule"),
  environment: environmentFlag("run as if the app were deployed to this environment, with its values"),
};

export const callCommand: CommandDescription<typeof flags> = {
  usage: "npm run call -- FUNCTION ['JSON'] [OPTIONS]",
  about: `Builds the functions and runs one of them on this machine, in the local function runtime, against the real Atlas. FUNCTION is one of ${functionNames().join(", ")}; JSON is its argument, such as '{"dryRun": true}'. The function's log goes to standard error, its result to standard output as JSON.`,
  flags,
  takesArguments: true,
  notes: [
    "Credentials come from the environment or from .env: ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY, or ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET. ATLAS_PROJECT_ID is the project that the app is taken to live in, and ATLAS_BASE_URL the API to call instead of Atlas. scaleUp and scaleDown also read ATLAS_CLUSTER_NAME, and SCALE_UP_TIER or SCALE_DOWN_TIER, unless JSON says otherwise; that cluster needs no schedule. preview and --local need none of these.",
    "Exit code 0; 1 if the run failed, or its report has failures; 2 if the command line, the environment or the schedule is wrong, in which case nothing was done.",
  ],
};

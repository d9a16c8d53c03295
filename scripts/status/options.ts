import type { EnvironmentTag } from "../../src/local/app-folder/model";
import { readCommandLine } from "../lib/command-line";
import { environmentFlag } from "../lib/environment/environment-tag";
import { countFlag, switchFlag, textFlag } from "../lib/flags";
import type { CommandDescription } from "../lib/help";

const defaultPauseS = 30;

const flags = {
  local: switchFlag("ask a local Atlas made for this call, with the clusters of the schedule"),
  environment: environmentFlag("the app of this environment; .env.production, for example, comes before .env"),
  app: textFlag(
    "NAME",
    "the app, by its name or its id such as scheduler-abcde (default: the name in realm_config.json)",
  ),
  cluster: textFlag("NAME", "this cluster alone"),
  json: switchFlag("print what the function status reports, as JSON"),
  watch: switchFlag("show it again and again, until Ctrl-C"),
  every: countFlag(`with --watch: seconds from one answer to the next question (default: ${defaultPauseS})`, {
    absent: defaultPauseS,
    atLeast: 5,
    atMost: 3600,
    placeholder: "SECONDS",
  }),
};

const command: CommandDescription<typeof flags> = {
  usage: "npm run status [-- OPTIONS]",
  about:
    "Shows of every scheduled cluster what it is, what it should be, why, since when, and when that changes next: what the function status of the deployed app reports, with the app's own key. Nothing is changed. Times are UTC.",
  flags,
  notes: [
    "The key is that of a project owner, as for npm run deploy: DEPLOY_PUBLIC_KEY and DEPLOY_PRIVATE_KEY, or ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY, with ATLAS_PROJECT_ID, from the environment or from .env. npm run call -- status asks Atlas from this machine instead, without a deployed app.",
    "Exit code 0; 1 if there are failures, or it could not be read; 2 when the command line or the environment is wrong.",
  ],
};

export interface StatusOptions {
  readonly isLocal: boolean;
  readonly environment: EnvironmentTag | null;
  readonly app: string | null;
  readonly cluster: string | null;
  readonly asJson: boolean;
  readonly watches: boolean;
  readonly pauseMs: number;
}

export function readStatusOptions(args: readonly string[]): StatusOptions {
  const { values } = readCommandLine(command, args);
  return {
    isLocal: values.local,
    environment: values.environment,
    app: values.app,
    cluster: values.cluster,
    asJson: values.json,
    watches: values.watch,
    pauseMs: values.every * 1000,
  };
}

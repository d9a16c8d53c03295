import { UsageError } from "../lib/command";
import { parseCommandLine, throwProblems } from "../lib/command-line";
import { environmentFlag } from "../lib/environment/environment-tag";
import { switchFlag, textFlag, wordFlag } from "../lib/flags";
import type { CommandDescription } from "../lib/help";
import type { Prompts } from "../lib/prompts";

const clientNames = ["realm-cli", "appservices", "own"] as const;

export type ClientName = (typeof clientNames)[number];

const flags = {
  "dry-run": switchFlag("show what would change, and change nothing in Atlas"),
  yes: switchFlag("ask nothing, for machines; a first run that would fail still stops it"),
  environment: environmentFlag(
    'deploy the app of this environment, an app of its own: unless --app names it, the name ends in "-production", for example; .env.production comes before .env',
  ),
  app: textFlag(
    "NAME",
    "the app, by its name or its id such as scheduler-abcde (default: the name in realm_config.json)",
  ),
  "into-shared": switchFlag("push even into an app that holds functions, triggers or Values of others, which are lost"),
  client: wordFlag(
    "CLIENT",
    `what to push with: ${clientNames.join(", ")} (default: the first that runs)`,
    clientNames,
  ),
  remove: switchFlag("disable the triggers of the deployed app, after asking what else to do"),
  "to-baseline": switchFlag("with --remove: bring every scheduled cluster to its baseline as well"),
  "delete-app": switchFlag("with --remove: delete the app as well"),
  "print-manual": switchFlag("print what to paste where in the Atlas UI, for the day no client works; calls nothing"),
};

const command: CommandDescription<typeof flags> = {
  usage: "npm run deploy [-- OPTIONS]",
  about:
    "Builds the app, finds it in the Atlas project or creates it, writes its Secrets, pushes it, reads back what is live and compares. Before the triggers of a first deployment fire, it asks the deployed app what its first run will change, and shows that.\n" +
    "It pushes with realm-cli, else with appservices, whichever runs; if neither does, it sends the same requests itself.",
  flags,
  notes: [
    "The key that deploys is a project owner's: DEPLOY_PUBLIC_KEY and DEPLOY_PRIVATE_KEY, or the app's own ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY. ATLAS_PROJECT_ID is the project. What goes into a Secret is read from the variable with the name of the Value that links to it, such as ATLAS_PRIVATE_KEY. All of them come from the environment or from .env. Local Atlas is deployed to where ATLAS_BASE_URL names it, such as http://127.0.0.1:8765/api/atlas/v2.",
    "Exit code 0; 1 when it failed or was not finished: the message says what is live; 2 when the command line, the environment or the app is wrong, in which case nothing was changed.",
  ],
};

export interface DeployOptions {
  readonly does: "deploy" | "remove" | "print-manual";
  readonly isDryRun: boolean;
  readonly asksNothing: boolean;
  readonly environment: string | null;
  /** null: by the name in the configuration. */
  readonly app: string | null;
  readonly mayTakeShared: boolean;
  /** null: the first that runs. */
  readonly client: ClientName | null;
  readonly bringsToBaseline: boolean;
  readonly deletesApp: boolean;
}

export function readDeployOptions(args: readonly string[]): DeployOptions {
  const { values, problems } = parseCommandLine(command, args);
  throwProblems([...problems, ...nameProblems(values), ...contradictions(values)]);
  return {
    does: values.remove ? "remove" : values["print-manual"] ? "print-manual" : "deploy",
    isDryRun: values["dry-run"],
    asksNothing: values.yes,
    environment: values.environment,
    app: values.app,
    mayTakeShared: values["into-shared"],
    client: values.client,
    bringsToBaseline: values["to-baseline"],
    deletesApp: values["delete-app"],
  };
}

type Given = { readonly [Name in keyof typeof flags]: unknown };

/** What the service would refuse, after half of the work (App Services docs, "App Configuration": names of apps). */
function nameProblems({ app }: Given): string[] {
  if (app === null || /^[A-Za-z0-9_-]{1,57}$/.test(String(app))) return [];
  return [`--app ${String(app)}: is no name of an app, which is at most 57 letters, digits, - and _`];
}

function contradictions(values: Given): string[] {
  return [
    ...(values.remove && values["print-manual"] ? ["--remove and --print-manual are two things: leave one out"] : []),
    ...(["to-baseline", "delete-app"] as const)
      .filter((name) => values[name] === true && values.remove !== true)
      .map((name) => `--${name} belongs to --remove`),
  ];
}

/** The answer of whoever sits there; `--yes` says yes to everything. */
export async function confirm(
  prompts: Prompts | undefined,
  { asksNothing }: Pick<DeployOptions, "asksNothing">,
  question: string,
): Promise<boolean> {
  if (asksNothing) return true;
  if (prompts === undefined) throw new UsageError(noTerminal);
  return await prompts.confirm(question);
}

const noTerminal = "there is no terminal to ask on: add --yes to go on without being asked, or --dry-run to look only";

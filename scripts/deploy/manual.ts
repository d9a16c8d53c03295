import { join, relative } from "node:path";
import { appNameFor } from "../lib/app-services/apps";
import type { Shell } from "../lib/command";
import { formatJson } from "../lib/json-file";
import type { DeployOptions } from "./options";
import type { Place } from "./place";
import { readWanted, type WantedApp } from "./wanted";

/** What to type and paste where in the Atlas UI. It names Secrets, and never what is in them. */
export async function printManual(
  { stdout }: Pick<Shell, "stdout">,
  { environment, app }: DeployOptions,
  { appDir, build }: Place,
): Promise<void> {
  await build();
  const wanted = readWanted(appDir);
  const values = environment === null ? {} : (wanted.environments[environment] ?? {});
  const steps = [
    appStep(app ?? appNameFor(wanted.name, environment), wanted, environment),
    secretStep(wanted),
    valueStep(wanted),
    ...(Object.keys(values).length === 0 ? [] : [environmentStep(environment ?? "", values)]),
    functionStep(wanted, relative(process.cwd(), appDir) || "."),
    triggerStep(wanted),
    checkStep,
  ];
  stdout.write(`${steps.map((lines, index) => numbered(index + 1, lines)).join("\n\n")}\n`);
}

function numbered(number: number, [first = "", ...rest]: readonly string[]): string {
  return [`${number}. ${first}`, ...rest.map((line) => (line === "" ? "" : `   ${line}`))].join("\n");
}

function appStep(name: string, { config }: WantedApp, environment: string | null): string[] {
  const place = [config.deployment_model, config.provider_region ?? config.location].filter(
    (part) => part !== undefined,
  );
  return [
    "The app. In Atlas, open the project, then Triggers, then the link to the linked App Service.",
    `If your UI offers to create an app, create ${name} (${place.join(", ")})${environment === null ? "" : `, environment ${environment}`}. Otherwise use the app that is there: nothing in it needs to be touched.`,
  ];
}

function secretStep({ values }: WantedApp): string[] {
  const linked = values.filter(({ isFromSecret }) => isFromSecret);
  return [
    "Values, then Create New Value, type Secret. Create these, with what your .env has:",
    ...linked.map(({ name, value }) => `${String(value)}: ${name}`),
  ];
}

function valueStep({ values }: WantedApp): string[] {
  return [
    "Values, then Create New Value, type Value. Create these:",
    ...values.flatMap(({ name, value, isFromSecret }) =>
      isFromSecret
        ? [`${name}: link to Secret ${String(value)}`]
        : [
            `${name}: custom content`,
            ...formatJson(value)
              .trimEnd()
              .split("\n")
              .map((line) => `  ${line}`),
          ],
    ),
  ];
}

function environmentStep(environment: string, values: Readonly<Record<string, unknown>>): string[] {
  return [
    `Values, then the tab of environment values. Give ${environment} these, which win over the Values above:`,
    ...Object.entries(values).flatMap(([name, value]) => [
      name,
      ...formatJson(value)
        .trimEnd()
        .split("\n")
        .map((line) => `  ${line}`),
    ]),
  ];
}

function functionStep({ functions }: WantedApp, dir: string): string[] {
  return [
    "Functions, then Create New Function. Create these, each with authentication System and Private switched on, and paste the whole file as its code:",
    ...functions.map(({ name }) => `${name}: ${join(dir, "functions", `${name}.js`)}`),
  ];
}

function triggerStep({ triggers }: WantedApp): string[] {
  return [
    "Triggers, then Add a Trigger. Create these last, because they fire from then on: type Scheduled, Skip Events on Re-Enable switched on, Advanced schedule, function reconcile:",
    ...triggers.map(({ name, schedule }) => `${name}: ${schedule}`),
    'Where the form offers only a code editor, the code is: exports = () => context.functions.execute("reconcile");',
  ];
}

const checkStep = [
  'Run the function status in the console: it shows what each cluster is, should be, and why. Run reconcile with {"dryRun": true} to see what the first run changes.',
];

import { join } from "node:path";
import { checkDeployed } from "./doctor/checks/deployed";
import { checkClient, checkEnvFiles } from "./doctor/checks/local";
import { testNotification } from "./doctor/checks/notification";
import { openWhatIsRight, readSchedule } from "./doctor/configuration";
import { type Cloud, cloudOf } from "./doctor/egress/addresses";
import { printAddresses, provenance } from "./doctor/egress/print";
import { examineAtlas, examineFiles, skipAfter } from "./doctor/examine";
import { type Finding, failed } from "./doctor/finding";
import type { Wishes } from "./doctor/mend";
import { type DoctorOptions, readDoctorOptions } from "./doctor/options";
import { count, printFinding, printJson, printSummary } from "./doctor/print";
import { findProgram, programFolders } from "./lib/app-services/deploy-programs";
import { CommandFailed, runCommand, type Shell, UsageError } from "./lib/command";
import { readEnvironment } from "./lib/environment/environment";
import { readChosenDocument } from "./lib/environment/environment-tag";
import { readJsonFile } from "./lib/json-file";
import { paintFor } from "./lib/paint";
import { appDir, projectDir } from "./lib/paths";

export async function doctor({ args, env, stdout, stderr }: Shell): Promise<void> {
  const options = readDoctorOptions(args);
  const cloud = options.cloud ?? cloudOf(readJsonFile(join(appDir, "realm_config.json")));
  if (options["access-list"]) return tellAddresses(options, cloud, { stdout, stderr });
  const paint = paintFor(env, stdout);
  const findings: Finding[] = [];
  const tell = (found: readonly Finding[]) => {
    findings.push(...found);
    if (!options.json) for (const one of found) stdout.write(printFinding(one, paint));
  };
  const wishes: Wishes = {
    accessList: options["add-access-list"],
    alert: options["add-alert"],
    note: (text) => stderr.write(`${text}\n`),
  };
  await examine(options, env, cloud, wishes, tell);
  stdout.write(options.json ? printJson(findings) : printSummary(findings));
  const failures = count(findings, "failed");
  if (failures > 0) throw new CommandFailed(`${failures === 1 ? "a check" : `${failures} checks`} failed`);
}

async function examine(
  { environment: tag, app, "test-notification": sendsTest }: DoctorOptions,
  env: Shell["env"],
  cloud: Cloud | null,
  wishes: Wishes,
  tell: (found: readonly Finding[]) => void,
): Promise<void> {
  const configuration = readSchedule(() => readChosenDocument({ schedule: null, environment: tag }));
  examineFiles(configuration, Date.now(), tell);
  tell([checkClient(await findProgram(programFolders(env.PATH))), ...checkEnvFiles(projectDir, tag)]);
  const environment = readEnvironment(env, tag);
  const { document } = configuration;
  const { atlas, findings } = openWhatIsRight({ appDir, tag, environment, document, nowMs: Date.now });
  tell(findings);
  try {
    if (!isProjectId(environment.ATLAS_PROJECT_ID)) return tell(withoutProject());
    if (atlas === null) tell(skipAfter("credentials", "there is nothing to ask Atlas with"));
    else await examineAtlas(atlas, cloud, wishes, tell);
    tell(await checkDeployed({ appDir, app, tag }, environment));
    if (sendsTest && atlas !== null) tell([await testNotification(atlas)]);
  } finally {
    atlas?.close();
  }
}

function isProjectId(text: string | undefined): boolean {
  return text !== undefined && /^[0-9a-f]{24}$/.test(text);
}

function withoutProject(): Finding[] {
  const remedy = "Set ATLAS_PROJECT_ID to the 24 hex digits of the app's project, in the environment or in .env";
  const missing = failed("project", "ATLAS_PROJECT_ID is not set, or is not a project id", remedy);
  return [missing, ...skipAfter("project", "the project is not known")];
}

function tellAddresses(
  { json }: DoctorOptions,
  cloud: Cloud | null,
  { stdout, stderr }: Pick<Shell, "stdout" | "stderr">,
) {
  if (cloud === null) throw new UsageError("app/realm_config.json has no provider_region: name the cloud with --cloud");
  stderr.write(`App Services on ${cloud} calls from these addresses, ${provenance()}\n`);
  stdout.write(printAddresses(cloud, json));
}

if (require.main === module) void runCommand(doctor);

import { formatInstant } from "../cluster/instant";
import { carryOut } from "./carry-out/carry-out";
import { tellOfRun } from "./notify/tell";
import { describeReport } from "./report/describe-report";
import { fitLog } from "./report/log-lines";
import { makeReport } from "./report/make-report";
import { type Report, RunFailed } from "./report/report";
import { type Arguments, readArguments } from "./run/arguments";
import { ConfigError } from "./run/config-error";
import type { Ports } from "./run/ports";
import { type Run, type RunChoices, startRun } from "./run/run";
import { readSettings } from "./run/settings";
import { projectIds } from "./survey/match";
import { planAll } from "./survey/plan";
import { surveyProjects } from "./survey/survey";

const argumentKinds = {
  dryRun: "boolean",
  at: "instant",
  cluster: "text",
  project: "text",
  takeOver: "boolean",
} as const;

/**
 * Makes every scheduled cluster what the calendar says: observe, decide, carry out, report. Safe to run at any time and
 * any number of times. Resolves to the report; rejects with `ConfigError` (nothing was done) or `RunFailed`.
 */
export async function reconcile(ports: Ports, argument: unknown): Promise<Report> {
  const choices = readChoices(readArguments(argument, argumentKinds));
  const run = startRun(ports, readSettings(ports), choices);
  ports.log(describeStart(run));
  const surveyed = await surveyProjects(run);
  const owned = surveyed.matches.filter(({ schedule }) => schedule.mode !== "off");
  const { planned, failures: historyFailures } = await planAll(run, owned);
  const carried = await carryOut(run, planned);
  const { report, notices } = makeReport(run, { survey: surveyed, historyFailures, ...carried });
  const { urgent, others } = describeReport(report, notices);
  for (const line of fitLog([report.summary, ...urgent, ...others], 1)) ports.log(line);
  await tellOfRun(run, report, report.failures.length > 0);
  if (report.failures.length > 0) throw new RunFailed(report, urgent);
  return report;
}

function readChoices({ dryRun, at, cluster, project, takeOver }: Arguments<typeof argumentKinds>): RunChoices {
  if (takeOver === true && cluster === undefined) {
    throw new ConfigError([
      { path: "argument.takeOver", message: "needs `cluster`: only one cluster at a time can be taken over" },
    ]);
  }
  if (project !== undefined && cluster === undefined) {
    throw new ConfigError([
      { path: "argument.project", message: "needs `cluster`: it says which of that name is meant" },
    ]);
  }
  return {
    atMs: at ?? null,
    dryRun: dryRun === true,
    cluster: cluster ?? null,
    project: project ?? null,
    takeOver: takeOver === true,
  };
}

function describeStart(run: Run): string {
  const count = projectIds(run).length;
  const isForAll = run.settings.document.schedules.some(({ allProjects, mode }) => allProjects && mode !== "off");
  const projects = isForAll ? "all projects" : `${count} ${count === 1 ? "project" : "projects"}`;
  const from = run.settings.schedule.from === "value" ? "the App Services Value" : "the environment";
  const dry = run.dryRun ? " (dry run: nothing is sent)" : "";
  return `reconcile for ${formatInstant(run.atMs)}: schedule from ${from}, ${projects}${dry}`;
}

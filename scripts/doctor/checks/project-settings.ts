/** What of the projects' settings concerns the scheduled changes: maintenance, alerts. */

import { unique } from "../../../src/cluster/observed";
import type { Match } from "../../../src/operations/survey/match";
import type { Schedule } from "../../../src/schedule/model";
import { MS_PER_DAY } from "../../../src/schedule/time-units";
import { boundariesBetween } from "../../../src/schedule/windows/boundaries";
import { ask, askForAll, type Json, told } from "../answers";
import type { Atlas } from "../atlas";
import { type Finding, ok, orElse, warning } from "../finding";
import { describeMaintenance, listAlerts, triggerFailure } from "../requests";

const daysAhead = 35;

export async function checkMaintenance(atlas: Atlas, matches: readonly Match[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const project of unique(matches.map(({ projectId }) => projectId))) {
    const answer = await ask(atlas, describeMaintenance(project));
    if ("refusal" in answer) {
      findings.push(warning("maintenance", `project ${project}: ${told(answer.refusal)}`, answer.refusal.remedy));
      continue;
    }
    const schedules = new Set(matches.filter(({ projectId }) => projectId === project).map(({ schedule }) => schedule));
    for (const schedule of schedules) findings.push(...meetings(atlas, project, schedule, answer.value));
  }
  return orElse(
    findings,
    ok("maintenance", `no change of the coming ${daysAhead} days falls into a maintenance window`),
  );
}

/** `dayOfWeek` counts from Sunday, which is 1; a project that chose no window has none (OpenAPI document). */
function meetings({ nowMs }: Atlas, project: string, schedule: Schedule, maintenance: Json): Finding[] {
  const { dayOfWeek, hourOfDay, timeZoneId } = maintenance;
  if (typeof dayOfWeek !== "number" || typeof hourOfDay !== "number" || dayOfWeek < 1) return [];
  const zone = typeof timeZoneId === "string" ? timeZoneId : "UTC";
  const met = boundariesBetween(schedule, nowMs, nowMs + daysAhead * MS_PER_DAY).find(({ at }) => {
    const local = localTime(at, zone);
    return local.day === dayOfWeek && local.hour === hourOfDay;
  });
  if (met === undefined) return [];
  const at = new Date(met.at).toISOString().slice(0, 16);
  const says = `project ${project}: schedule ${schedule.name} changes at ${at}Z, in the hour of the maintenance window`;
  return [warning("maintenance", says, "Move one of the two: maintenance delays changes, and changes delay it")];
}

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

function localTime(atMs: number, timeZone: string): { readonly day: number; readonly hour: number } {
  const form = new Intl.DateTimeFormat("en-US", { timeZone, weekday: "short", hour: "2-digit", hourCycle: "h23" });
  const parts = new Map(form.formatToParts(atMs).map(({ type, value }) => [type, value]));
  return { day: days.indexOf(parts.get("weekday") ?? "") + 1, hour: Number(parts.get("hour")) };
}

/** An alert belongs to the project of the app, where its triggers are. */
export async function checkAlert(atlas: Atlas): Promise<Finding> {
  const answer = await askForAll(atlas, listAlerts(atlas.projectId));
  if ("refusal" in answer) return warning("alert", told(answer.refusal), answer.refusal.remedy);
  const alerts = answer.value.filter(({ eventTypeName }) => eventTypeName === triggerFailure);
  if (alerts.some(({ enabled }) => enabled === true)) return ok("alert", "an alert tells of failed triggers");
  const says = alerts.length === 0 ? "no alert tells of failed triggers" : "the alert for failed triggers is disabled";
  return warning("alert", says, "Add one with --add-alert, or in Atlas under Alerts");
}

import { readAllPages } from "../../atlas/pages";
import { listProjects } from "../../atlas/requests";
import type { Schedule } from "../../schedule/model";
import { type Failure, failureOf } from "../run/failure";
import type { Run } from "../run/run";
import { projectIds } from "./match";

/**
 * The run with the projects of `"projects": "all"` written out: every one that the credential can list and that
 * `limits.projects` allows. Where they cannot be listed that is a failure, and such a schedule has the projects that the
 * app lives in and that others name, so that it goes on owning what it matches there.
 */
export async function withListedProjects(run: Run): Promise<{ readonly run: Run; readonly failure: Failure | null }> {
  const { document } = run.settings;
  if (!document.schedules.some(listsAllProjects)) return { run, failure: null };
  const { ids, failure } = await listIds(run);
  const allowed = document.limits.projects;
  const projects = allowed === undefined ? ids : ids.filter((id) => allowed.includes(id));
  const schedules = document.schedules.map((one) => (one.allProjects ? { ...one, projects } : one));
  return { run: { ...run, settings: { ...run.settings, document: { ...document, schedules } } }, failure };
}

function listsAllProjects({ allProjects, mode }: Schedule): boolean {
  return allProjects && mode !== "off";
}

async function listIds(run: Run): Promise<{ readonly ids: readonly string[]; readonly failure: Failure | null }> {
  try {
    const projects = await readAllPages(run.client, listProjects);
    return { ids: projects.map(idOf).filter((id) => id !== null), failure: null };
  } catch (error) {
    const known = new Set([run.ports.appProjectId, ...projectIds(run)]);
    return { ids: Array.from(known), failure: failureOf("all", null, error) };
  }
}

function idOf(project: unknown): string | null {
  const { id } = (typeof project === "object" && project !== null ? project : {}) as { id?: unknown };
  return typeof id === "string" ? id : null;
}

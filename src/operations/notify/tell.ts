/** Tells people of a run, after its work. Whatever goes wrong here is a line in the log and never fails the run. */

import { readAllPages } from "../../atlas/pages";
import { listEvents } from "../../atlas/requests";
import { MS_PER_DAY, MS_PER_SECOND } from "../../schedule/time-units";
import type { Report } from "../report/report";
import { type Addresses, hostOf } from "../run/addresses";
import { builtFrom } from "../run/built-from";
import { inParallel } from "../run/in-parallel";
import { projectsAtATime } from "../run/limits";
import type { Ports } from "../run/ports";
import type { Run } from "../run/run";
import { messageFor } from "./bodies";
import { type Completed, eventDelayMs, mayHaveReached, type News, newsOf, type Span } from "./news";
import { runBefore } from "./run-before";

/** A receiver may take this long. */
const limitMs = 5 * MS_PER_SECOND;

/** Looking for the end of a change costs a request for each project and run, so it ends this long after a boundary. */
const reachedWithinMs = MS_PER_DAY;

/** `failed`: the run is about to be reported as failed. A dry run tells nobody. */
export async function tellOfRun(run: Run, report: Report, failed: boolean): Promise<void> {
  const { addresses } = run.settings;
  if (run.dryRun || (addresses.notifyUrl === null && addresses.pingUrl === null)) return;
  const news = addresses.notifyUrl === null ? null : await findNews(run, report);
  await notify(run.ports, addresses, { at: new Date(run.atMs).toISOString(), news, isGood: !failed });
  await ping(run.ports, addresses, failed);
}

async function findNews(run: Run, report: Report): Promise<News | null> {
  const { schedules } = run.settings.document;
  const span = { afterMs: runBefore(run.atMs, schedules, builtFrom().heartbeatMinutes), atMs: run.atMs };
  const news = newsOf(report, await findCompleted(run, report, span), span);
  const { redact } = run.ports;
  const items = (news?.items ?? []).map((item) => ({ ...item, text: redact(item.text) }));
  return news && { ...news, title: redact(news.title), items };
}

/** Changes that Atlas completed since the run before, in projects where a cluster may have reached its target. */
async function findCompleted(run: Run, { clusters }: Report, { afterMs, atMs }: Span): Promise<Completed[]> {
  const projects = new Set<string>();
  for (const one of clusters) if (mayHaveReached(one, run.atMs, reachedWithinMs)) projects.add(one.project);
  const completed: Completed[] = [];
  await inParallel(Array.from(projects), projectsAtATime, async (project) => {
    const minDate = new Date(afterMs - eventDelayMs).toISOString();
    const types = ["CLUSTER_UPDATE_COMPLETED"];
    const events = await readAllPages(run.client, (page) => listEvents(project, types, minDate, page)).catch(() => []);
    for (const event of events) {
      const { clusterName, created } = (event ?? {}) as { clusterName?: unknown; created?: unknown };
      const createdMs = Date.parse(String(created));
      if (typeof clusterName !== "string" || !(createdMs + eventDelayMs > afterMs && createdMs + eventDelayMs <= atMs))
        continue;
      completed.push({ project, cluster: clusterName, atMs: createdMs });
    }
  });
  return completed;
}

async function notify(
  ports: Ports,
  { notifyUrl }: Addresses,
  about: { readonly at: string; readonly news: News | null; readonly isGood: boolean },
): Promise<void> {
  const message = notifyUrl === null ? null : messageFor(notifyUrl, { ...about, projectId: ports.appProjectId });
  if (message === null) return;
  await post(ports, "NOTIFY_URL", message.url, JSON.stringify(message.body));
}

/** `/fail` where the host understands it; elsewhere silence is the alarm. */
async function ping(ports: Ports, { pingUrl }: Addresses, failed: boolean): Promise<void> {
  if (pingUrl === null) return;
  if (!failed) await post(ports, "PING_URL", pingUrl, null);
  else if (takesFailures(hostOf(pingUrl))) await post(ports, "PING_URL", failUrl(pingUrl), null);
}

/** healthchecks.io, hosted or one's own (healthchecks.io docs: signaling failures). */
function takesFailures(host: string): boolean {
  return host === "hc-ping.com" || host.includes("healthchecks") || ["127.0.0.1", "localhost", "[::1]"].includes(host);
}

function failUrl(url: string): string {
  const [path = "", query] = url.split("?");
  return `${path.replace(/\/+$/, "")}/fail${query === undefined ? "" : `?${query}`}`;
}

/** Redirects are not followed: where a credential is posted to is for the Value to say. */
async function post(ports: Ports, name: string, url: string, body: string | null): Promise<void> {
  const host = hostOf(url);
  const overdue = ports.sleep(limitMs).then(() => null);
  const request =
    body === null
      ? ({ method: "GET", url, headers: {} } as const)
      : ({ method: "POST", url, headers: { "Content-Type": "application/json" }, body } as const);
  try {
    const answer = await Promise.race([ports.sendHttp(request), overdue]);
    if (answer === null)
      ports.log(`WARNING: ${name} (${host}) did not answer within 5 s; the run itself is not affected`);
    else if (answer.status < 200 || answer.status > 299) {
      ports.log(`WARNING: ${name} (${host}) answered with status ${answer.status}; check the address in its Secret`);
    }
  } catch {
    ports.log(`WARNING: ${name} (${host}) could not be reached; the run itself is not affected`);
  }
}

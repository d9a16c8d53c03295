/** `GET /`: what is in local Atlas and what happened last, as a page without script. Everything on it is escaped. */
import { createHash } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import { describeTiers } from "../admin-api/clusters/hardware/nodes";
import type { AtlasState } from "../admin-api/state";
import type { HostedApp } from "../app-services/apps/hosted-app";
import type { Speed } from "./time-keeper";

export interface StatusPageFacts {
  readonly url: string;
  readonly nowMs: number;
  readonly speed: Speed;
  readonly state: AtlasState;
  readonly apps: readonly HostedApp[];
}

const RUNS_SHOWN = 20;
const EVENTS_SHOWN = 20;
const SECONDS_BETWEEN_LOOKS = 5;

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2d38}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #ccd6dd;vertical-align:top}
code{font:13px ui-monospace,monospace}.bad{color:#a3122a}`;

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export function registerStatusPage(app: Hono<{ Bindings: HttpBindings }>, facts: () => StatusPageFacts): void {
  app.get("/", (c) => {
    c.header("Content-Security-Policy", POLICY);
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Cache-Control", "no-store");
    c.header("Referrer-Policy", "no-referrer");
    return c.html(statusPage(facts()));
  });
}

export function statusPage(facts: StatusPageFacts): string {
  const { url, nowMs, speed } = facts;
  const pace = speed === "step" ? "stands until it is stepped" : `runs at ${speed}× real time`;
  return [
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8"><title>Local Atlas</title>',
    `<meta http-equiv="refresh" content="${SECONDS_BETWEEN_LOOKS}"><style>${STYLE}</style></head><body>`,
    `<h1>Local Atlas</h1><p>${text(url)} · ${instant(nowMs)} · the clock ${text(pace)}</p>`,
    ...facts.state.projects.map(({ id, name }) => projectSection(facts, id, name)),
    "<h2>Lately in the clusters</h2>",
    table(["when (UTC)", "cluster", "what", "from", "to", "by"], clusterRows(facts.state)),
    "</body></html>",
  ].join("\n");
}

function projectSection({ state, apps }: StatusPageFacts, id: string, name: string): string {
  const clusters = state
    .clustersOf(id)
    .map((cluster) => [
      text(cluster.name),
      text(cluster.paused ? "paused" : describeTiers(cluster.nodes)),
      text(cluster.stateName),
      text(cluster.tags.map(({ key, value }) => `${key}=${value}`).join(", ")),
    ]);
  return [
    `<h2>Project ${text(name)} <code>${text(id)}</code></h2>`,
    table(["cluster", "runs as", "state", "tags"], clusters),
    ...apps.filter(({ facts }) => facts.groupId === id).map(appSection),
  ].join("\n");
}

function appSection(app: HostedApp): string {
  const upcoming = [...app.running.upcoming()].sort((one, other) => one.scheduledAtMs - other.scheduledAtMs);
  const runs = app.logs.entries.slice(-RUNS_SHOWN).reverse();
  return [
    `<h3>App ${text(app.facts.name)} <code>${text(app.facts.clientAppId)}</code></h3>`,
    `<p>${app.live.functions.length} functions, ${app.live.triggers.length} triggers</p>`,
    table(
      ["trigger", "fires next (UTC)"],
      upcoming.map(({ trigger, scheduledAtMs }) => [text(trigger), instant(scheduledAtMs)]),
    ),
    table(
      ["run (UTC)", "function", "by", "says"],
      runs.map((run) => [
        instant(run.startedMs),
        text(run.functionName),
        text(run.trigger?.name ?? "hand"),
        run.error === undefined ? text(run.messages.join("\n")) : `<span class="bad">${text(run.error.text)}</span>`,
      ]),
    ),
  ].join("\n");
}

function clusterRows(state: AtlasState): readonly (readonly string[])[] {
  return state.history
    .slice(-EVENTS_SHOWN)
    .reverse()
    .map(({ at, cluster, what, from, to, by }) => [instant(at), ...[cluster, what, from, to, by ?? ""].map(text)]);
}

/** Cells are HTML already. */
function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const row = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  return `<table>${row("th", headings.map(text))}${rows.map((cells) => row("td", cells)).join("")}</table>`;
}

const instant = (ms: number) => text(new Date(ms).toISOString().slice(0, 19).replace("T", " "));

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function text(content: string): string {
  return content.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

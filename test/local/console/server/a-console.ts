/** Local Atlas with a cluster and an app, and its console as the page sees it: over real HTTP, in real time that a test steps. */

import type { HostedApp } from "../../../../src/local/app-services/apps/hosted-app";
import { installApp } from "../../../../src/local/app-services/install-app";
import { type ServedAtlas, type ServeOptions, serveLocalAtlas } from "../../../../src/local/server/serve-local-atlas";
import { aRequest } from "../../server/a-request";
import { aFeed, type Feed } from "./a-feed";
import { type SteppedRealTime, steppedRealTime } from "./stepped-real-time";

export const PROJECT = "5e1ec444970199272441a214";
export const START = Date.parse("2026-11-01T00:00:00Z");
export const KEY = { publicKey: "ownerkey", privateKey: "11111111-2222-3333-4444-555555555555" };
export const TICK = 250;
export const MINUTE = 60_000;

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared, never computed with
  readonly body: any;
}

export interface TestConsole {
  readonly atlas: ServedAtlas;
  readonly time: SteppedRealTime;
  feed(): Promise<Feed>;
  /** `path` is below `/local-atlas/console`. */
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

export async function aConsole(options: Partial<ServeOptions> = {}): Promise<TestConsole> {
  const time = steppedRealTime();
  const atlas = await serveLocalAtlas({ port: 0, startMs: START, speed: "step", time, ...options });
  if (options.saved === undefined && options.begin === undefined) furnish(atlas);
  return consoleOf(atlas, time);
}

/** The console of any local Atlas whose real time a test steps. */
export function consoleOf(atlas: ServedAtlas, time: SteppedRealTime): TestConsole {
  const feeds: Feed[] = [];
  return {
    atlas,
    time,
    async feed() {
      const feed = await aFeed(atlas.url);
      feeds.push(feed);
      return feed;
    },
    async ask(method, path, body) {
      const { status, text } = await aRequest(`${atlas.url}/local-atlas/console${path}`, {
        method,
        headers: { origin: atlas.url, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status, body: JSON.parse(text) as unknown };
    },
    async stop() {
      for (const feed of feeds) feed.close();
      await atlas.stop();
    },
  };
}

function furnish({ state }: ServedAtlas): void {
  state.addProject({ id: PROJECT, name: "shop" });
  state.addApiKey({ ...KEY, projects: { [PROJECT]: ["GROUP_OWNER"] } });
  state.addCluster(PROJECT, { name: "Cluster0", tier: "M10" });
}

export interface AppInput {
  /** Sources by name. */
  readonly functions?: Readonly<Record<string, string>>;
  readonly triggers?: readonly object[];
  readonly values?: Readonly<Record<string, unknown>>;
}

export async function anApp(
  { services }: ServedAtlas,
  { functions = {}, triggers = [], values = {} }: AppInput,
): Promise<HostedApp> {
  const part = (content: unknown) => ({ where: "test", content });
  const names = Object.keys(functions);
  return await installApp(
    services,
    PROJECT,
    {
      config: part({ config_version: 20210101, name: "my-app" }),
      functionConfig: part(names.map((name) => ({ name, private: true, run_as_system: true }))),
      sources: new Map(Object.entries(functions)),
      triggers: triggers.map(part),
      values: Object.entries(values).map(([name, value]) => part({ name, value, from_secret: false })),
      environments: new Map(),
    },
    {},
  );
}

export function aTrigger(changes: Readonly<Record<string, unknown>> = {}): object {
  return {
    name: "hourly",
    type: "SCHEDULED",
    config: { schedule: "0 * * * *", skip_catchup_events: true },
    function_name: "nightly",
    disabled: false,
    ...changes,
  };
}

/** On local Atlas over real HTTP: the exchanges of a run, and a whole year with its heartbeat. */

import { rmSync } from "node:fs";
import { type LocalAtlas, startLocalAtlas } from "../../src/local/local-atlas";
import { MS_PER_DAY } from "../../src/schedule/time-units";
import { type AppTemplate, buildAppTemplate } from "../build/app-template";
import { aFleet, benchNowMs, benchProject, type Fleet } from "./fleet";
import { timed } from "./measure";
import type { Row } from "./table";

type Identity = "API key" | "service account";

const roles = { [benchProject]: ["GROUP_CLUSTER_MANAGER" as const] };
const publicKey = "benchkey";
const privateKey = "bench-private-key";
const clientId = "mdb_sa_id_bench";
const clientSecret = "mdb_sa_sk_bench";

const apiKeys = [{ publicKey, privateKey, projects: roles }];
const serviceAccounts = [{ clientId, clientSecret, projects: roles }];
const secrets = { "atlas-public-key": publicKey, "atlas-private-key": privateKey };

/** Values that make the app use its service account. */
const accountValues = { ATLAS_CLIENT_ID: clientId, ATLAS_CLIENT_SECRET: clientSecret };

async function withAtlas<Result>(
  template: AppTemplate,
  fleet: Fleet,
  identity: Identity,
  work: (atlas: LocalAtlas) => Promise<Result>,
): Promise<Result> {
  const appDir = template.folderFor(fleet.document, benchNowMs);
  const atlas = await startLocalAtlas({
    appDir,
    startMs: benchNowMs,
    project: { id: benchProject },
    clusters: fleet.clusters,
    apiKeys,
    serviceAccounts,
    secrets,
    values: identity === "API key" ? {} : accountValues,
  });
  try {
    return await work(atlas);
  } finally {
    await atlas.stop();
    rmSync(appDir, { recursive: true, force: true });
  }
}

/** Every request counts: both legs with digest, the token with a service account. */
export async function benchExchanges(clusterCounts: readonly number[]): Promise<readonly Row[]> {
  const template = await buildAppTemplate();
  try {
    const rows: Row[] = [];
    for (const clusters of clusterCounts) {
      for (const schedules of clusters === 1 ? [1] : [1, 50]) {
        rows.push(await exchangeRow(template, clusters, schedules, "API key"));
      }
      rows.push(await exchangeRow(template, clusters, 1, "service account"));
    }
    return rows;
  } finally {
    template.remove();
  }
}

async function exchangeRow(
  template: AppTemplate,
  clusters: number,
  schedules: number,
  identity: Identity,
): Promise<Row> {
  const exchanges = await withAtlas(template, aFleet(clusters, schedules), identity, async (atlas) => {
    const { error } = await atlas.runtime.run({ functionName: "reconcile", cause: "console" });
    if (error !== undefined) throw new Error(error.message);
    return atlas.api.requests.length;
  });
  const what = `exchanges of a steady run: ${counted(clusters, "cluster")}, ${counted(schedules, "schedule")}, ${identity}`;
  const oneByOne = identity === "API key" ? 2 * clusters : 1 + clusters;
  return { what, unit: "exchanges", value: exchanges, against: { what: "one GET per cluster", value: oneByOne } };
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString("en-US")} ${what}${count === 1 ? "" : "s"}`;
}

/** M10, and M50 at the start of each month; the heartbeat four times an hour. */
const example = {
  timezone: "UTC",
  schedules: [
    {
      name: "billing",
      clusters: ["Cluster0"],
      baseline: { tier: "M10" },
      windows: [{ name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50" }],
    },
  ],
};

export async function benchYear(days: number): Promise<readonly Row[]> {
  const template = await buildAppTemplate();
  const fleet: Fleet = { document: example, lines: [], clusters: [{ name: "Cluster0", tier: "M10" }] };
  try {
    return await withAtlas(template, fleet, "API key", async (atlas) => {
      const ms = await timed(() => atlas.clock.advanceTo(benchNowMs + days * MS_PER_DAY));
      const { runs } = atlas.scheduler;
      const failed = runs.filter(({ execution }) => execution.outcome === "failed").length;
      if (failed > 0) throw new Error(`${failed} of ${runs.length} runs failed`);
      const what = `${days} simulated days of the example with its heartbeat, ${runs.length.toLocaleString("en-US")} runs over real HTTP`;
      return [
        { what, engine: "QuickJS" as const, unit: "ms" as const, value: ms },
        { what: "  of that, each run", engine: "QuickJS" as const, unit: "ms" as const, value: ms / runs.length },
      ];
    });
  } finally {
    template.remove();
  }
}

/** Clusters, a schedule for them and the built functions on local Atlas, where nothing runs unless a test says so. */
import { expect } from "@jest/globals";
import type { ClusterInput } from "../../src/local/admin-api/clusters/cluster-input";
import type { RequestRecord } from "../../src/local/admin-api/http/http-types";
import type { Settings } from "../../src/local/admin-api/settings";
import type { Execution } from "../../src/local/function-runtime/execution";
import type { ClusterReport, Report } from "../../src/operations/report/report";
import { aDocument, anAtlas, type Journey, project, type Setup } from "../journeys/an-app";

export { aDocument, otherProject, privateKey, project, publicKey } from "../journeys/an-app";

export interface WorldSetup extends Omit<Setup, "schedule" | "clusters"> {
  readonly schedules: readonly object[];
  /** Of the document: `drift`, `mode`, `limits`, … */
  readonly others?: object;
  readonly clusters: readonly ClusterInput[];
}

export interface World extends Journey {
  /** `reconcile` as the console calls it. */
  reconcile(argument?: object): Promise<Ran>;
  /** What `status` says of each cluster, by name. */
  status(): Promise<Record<string, ClusterReport>>;
  /** The Value `schedule` is edited in the console, without a deploy. */
  edit(schedules: readonly object[], others?: object): void;
  set(settings: Partial<Settings>): void;
  /** A person changes the cluster in the Atlas UI. */
  byHand(cluster: string, body: object): void;
  /** The base size that the API shows. */
  tierOf(cluster: string): string | undefined;
}

export interface Ran {
  /** Of a run that did not fail. */
  readonly report: Report;
  /** Of a run that failed; "" for one that did not. */
  readonly error: string;
  readonly logs: readonly string[];
  /** The bodies of the writes that Atlas answered, whatever it said, by cluster. */
  readonly sent: readonly (readonly [cluster: string, body: unknown])[];
  readonly requests: readonly RequestRecord[];
}

export async function aWorld({ schedules, others, clusters, values, ...setup }: WorldSetup): Promise<World> {
  const document = aDocument(schedules, others);
  const functions = ["reconcile", "status", "scaleUp", "scaleDown"];
  const atlas = await anAtlas({
    firingRule: () => [],
    functions,
    ...setup,
    clusters,
    values: { ...values, schedule: document },
  });
  const baseUrl = { ATLAS_BASE_URL: atlas.api.baseUrl };
  return {
    ...atlas,
    reconcile: (argument) => reconcile(atlas, argument),
    status: async () => {
      const { result, error } = await atlas.call("status");
      expect(error).toBeUndefined();
      return Object.fromEntries((result as Report).clusters.map((one) => [one.cluster, one]));
    },
    edit: (edited, alsoEdited) =>
      atlas.runtime.change({ values: { ...baseUrl, ...values, schedule: aDocument(edited, alsoEdited ?? others) } }),
    set: (settings) => atlas.state.setSettings(settings),
    byHand: (cluster, body) => {
      atlas.state.changeAs({ username: "ann@example.com" }, project, cluster, body as never);
    },
    tierOf: (cluster) => atlas.state.cluster(project, cluster)?.shards[0]?.regions[0]?.electable.instanceSize,
  };
}

async function reconcile(atlas: Journey, argument: object | undefined): Promise<Ran> {
  const before = atlas.api.requests.length;
  const execution = await atlas.call("reconcile", ...(argument === undefined ? [] : [argument]));
  return ranOf(execution, atlas.api.requests.slice(before));
}

export function ranOf({ result, error, logs }: Execution, requests: readonly RequestRecord[]): Ran {
  const sent = requests.filter(({ method, status }) => method === "PATCH" && status !== 401);
  return {
    report: result as Report,
    error: error === undefined ? "" : error.message,
    logs,
    sent: sent.map(({ path, body }) => [path.slice(path.lastIndexOf("/") + 1), body] as const),
    requests,
  };
}

/** "do: reason" of each cluster. */
export function decisionsOf(clusters: Record<string, ClusterReport>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(clusters).map(([name, { decision }]) => [name, `${decision.do}: ${decision.because.reason}`]),
  );
}

/** The body of a PATCH that gives one AWS region's electable and read-only nodes this size; all else as it is. */
export function sizesIn(body: unknown): string[] {
  const specs = (body as { replicationSpecs: { regionConfigs: Record<string, { instanceSize: string }>[] }[] })
    .replicationSpecs;
  return specs.flatMap(({ regionConfigs }) => regionConfigs.map((region) => region.electableSpecs?.instanceSize ?? ""));
}

/** One schedule for one cluster of the same name: a baseline, and a window from noon of 1 December 2026. */
export function aSchedule(name: string, baseline: object, window: object, others: object = {}): object {
  const windows = [{ name: "day", from: "2026-12-01T12:00", until: "2026-12-02T12:00", ...window }];
  return { name, clusters: [name], baseline, windows, ...others };
}

/** POST /clusters/change: what a person does to a cluster in the Atlas UI. */
import { describeCluster } from "../../../admin-api/clusters/descriptions/description";
import type { JsonObject } from "../../../admin-api/http/json-reading";
import type { Cluster } from "../../../admin-api/model";
import { CONSOLE } from "../../protocol";
import { type Body, flagIn, Refused, readBody, textIn } from "../query";
import { type App, answer, DONE, jsonOf } from "../routes";
import { type ConsoleWorld, clusterIn } from "../world";

const YOU = { username: "you@console.local" } as const;
const TAGS_MOST = 50;

export function registerClusterActions(app: App, world: Pick<ConsoleWorld, "state">, changed: () => void): void {
  app.post(`${CONSOLE}/clusters/change`, (c) =>
    answer(c, async () => {
      const body = readBody(await jsonOf(c), ["cluster", "size", "paused", "tags"]);
      const cluster = clusterIn(world, textIn(body, "cluster"));
      world.state.changeAs(YOU, cluster.projectId, cluster.name, patchOf(cluster, body));
      changed();
      return DONE;
    }),
  );
}

function patchOf(cluster: Cluster, body: Body): JsonObject {
  const patch = {
    ...(body.size === undefined ? {} : { replicationSpecs: specsOfSize(cluster, textIn(body, "size")) }),
    ...(body.paused === undefined ? {} : { paused: flagIn(body, "paused") }),
    ...(body.tags === undefined ? {} : { tags: tagsIn(body.tags) }),
  };
  if (Object.keys(patch).length === 0) throw new Refused("Send one of size, paused and tags.");
  return patch;
}

/** All of its shards and regions as they are, with electable and read-only nodes of another size. */
function specsOfSize(cluster: Cluster, size: string): readonly unknown[] {
  const { replicationSpecs } = describeCluster(cluster, { apiUrl: "", asRequested: false });
  const specs = JSON.parse(JSON.stringify(replicationSpecs)) as {
    regionConfigs: Record<string, { instanceSize?: string } | undefined>[];
  }[];
  for (const region of specs.flatMap(({ regionConfigs }) => regionConfigs)) {
    for (const nodes of [region.electableSpecs, region.readOnlySpecs]) if (nodes) nodes.instanceSize = size;
  }
  return specs;
}

function tagsIn(value: unknown): readonly { readonly key: string; readonly value: string }[] {
  const isTag = (tag: unknown) => {
    const { key, value: text } = (tag ?? {}) as { readonly key?: unknown; readonly value?: unknown };
    return typeof key === "string" && key !== "" && typeof text === "string";
  };
  if (!Array.isArray(value) || value.length > TAGS_MOST || !value.every(isTag)) {
    throw new Refused(`tags must be a list of {key, value}, ${TAGS_MOST} at most: all that the cluster is to have.`);
  }
  return value.map(({ key, value: text }: { key: string; value: string }) => ({ key, value: text }));
}

/**
 * Bodies of version 2023-02-01 in the words of the newer ones: `numShards` becomes so many elements, and the disk of the
 * whole cluster stands in every kind of node (OpenAPI document, both schemas).
 */
import { invalidConfiguration } from "../../http/errors";
import { isJsonObject, type JsonObject, readList, readObject } from "../../http/json-reading";

const SPECS = ["electableSpecs", "readOnlySpecs", "analyticsSpecs"];
/** OpenAPI document, 2023-02-01: 50 shards at most. */
const SHARDS_MAX = 50;

/** The `replicationSpecs` of a body of either version, one element a shard. */
export function toNewerSpecs(body: JsonObject): readonly unknown[] {
  const disk = body.diskSizeGB;
  return readList(body.replicationSpecs, "replicationSpecs").flatMap((item) => {
    const { numShards = 1, ...spec } = readObject(item, "replicationSpecs");
    if (typeof numShards !== "number" || !Number.isInteger(numShards) || numShards < 1 || numShards > SHARDS_MAX) {
      throw invalidConfiguration(`numShards must be between 1 and ${SHARDS_MAX}.`);
    }
    const newer = disk === undefined ? spec : withDisk(spec, disk);
    return Array.from({ length: numShards }, (_, shard) => (shard === 0 ? newer : withoutId(newer)));
  });
}

/** A body of 2023-02-01 as 2024-08-05 would have it. The ids of its elements are zones', so shards go by position. */
export function toNewerBody(body: JsonObject): JsonObject {
  const { diskSizeGB: _disk, ...rest } = body;
  if (body.replicationSpecs === undefined) return rest;
  const specs = toNewerSpecs(body).map((spec) => withoutId(readObject(spec, "replicationSpecs")));
  return { ...rest, replicationSpecs: specs };
}

function withoutId({ id: _id, ...spec }: JsonObject): JsonObject {
  return spec;
}

function withDisk(spec: JsonObject, diskSizeGB: unknown): JsonObject {
  if (!Array.isArray(spec.regionConfigs)) return spec;
  return { ...spec, regionConfigs: spec.regionConfigs.map((region) => regionWithDisk(region, diskSizeGB)) };
}

function regionWithDisk(region: unknown, diskSizeGB: unknown): unknown {
  if (!isJsonObject(region)) return region;
  const entries = Object.entries(region).map(([name, value]) =>
    SPECS.includes(name) && isJsonObject(value) ? [name, { ...value, diskSizeGB }] : [name, value],
  );
  return Object.fromEntries(entries);
}

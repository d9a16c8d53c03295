import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { DESCRIPTIONS, type DescriptionFixture } from "./fixtures/descriptions";
import { type LocalAtlas, PROJECT, send, startLocalAtlas } from "./local-atlas";

let atlas: LocalAtlas;

beforeEach(async () => {
  atlas = await startLocalAtlas();
});
afterEach(() => atlas.stop());

/** Links and addresses are local Atlas's own: that they are there counts, not where they lead. */
const OWN = new Set(["href", "standard", "standardSrv"]);

function withoutAddresses(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAddresses);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, OWN.has(name) ? typeof inner : withoutAddresses(inner)]),
  );
}

async function load({ description }: DescriptionFixture): Promise<number> {
  const url = new URL(`${atlas.api.url}/local-atlas/projects/${PROJECT}/clusters`);
  const headers = { "content-type": "application/json" };
  return (await send(url, "POST", headers, JSON.stringify(description))).status;
}

function read({ version, description }: DescriptionFixture) {
  const list = version === "2024-11-13" ? "flexClusters" : "clusters";
  const accept = `application/vnd.atlas.${version}+json`;
  return atlas.call("GET", `/groups/${PROJECT}/${list}/${description.name}`, { accept });
}

const NAMED = DESCRIPTIONS.map((fixture) => [`${fixture.kind}, ${fixture.version}`, fixture] as const);

describe("a description of a recorded kind, loaded, is read back with the same keys and values", () => {
  it.each(NAMED)("%s", async (_name, fixture) => {
    expect(await load(fixture)).toBe(200);
    const answer = await read(fixture);
    expect(answer.status).toBe(200);
    expect(withoutAddresses(answer.json)).toEqual(withoutAddresses(fixture.description));
  });
});

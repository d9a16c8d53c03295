import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { DESCRIPTIONS, type DescriptionFixture } from "./fixtures/descriptions";
import { EXCHANGES } from "./fixtures/exchanges";
import { type LocalAtlas, OWNER, PROJECT, send, startLocalAtlas } from "./local-atlas";

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

describe("an exchange of a recorded kind is answered with the same status, code and header names", () => {
  /** Of the connection, not of the answer. */
  const ofConnection = ["connection", "keep-alive"];

  it.each(EXCHANGES.map((fixture) => [fixture.kind, fixture] as const))("%s", async (_kind, fixture) => {
    for (const input of fixture.clusters ?? []) atlas.state.addCluster(PROJECT, { name: "Cluster0", ...input });
    const accept = `application/vnd.atlas.${fixture.version}+json`;
    const { method, path, body, status, code, headers } = fixture;
    const answer = fixture.unauthenticated
      ? await send(new URL(atlas.api.baseUrl + path), method, { accept })
      : await atlas.call(method, path, { accept, key: OWNER, ...(body === undefined ? {} : { body }) });
    const names = Object.keys(answer.headers).filter((name) => !ofConnection.includes(name));
    expect({ status: answer.status, code: answer.headers["x-error-code"], names: names.sort() }).toEqual({
      status,
      code,
      names: [...headers].sort(),
    });
  });
});

describe("the figures in the fidelity table", () => {
  it("are the numbers of the fixtures", () => {
    const table = readFileSync(join(__dirname, "../../../src/local/README.md"), "utf8");
    expect(table).toContain(
      `| descriptions of the kinds of cluster | ${DESCRIPTIONS.length} of ${DESCRIPTIONS.length} |`,
    );
    expect(table).toContain(`| exchanges of the recorded kinds | ${EXCHANGES.length} of ${EXCHANGES.length} |`);
  });
});

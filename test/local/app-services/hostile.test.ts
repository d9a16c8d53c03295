import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { anImport, aService, type Service } from "./a-service";

let service: Service;
let app: { readonly _id: string };
beforeAll(async () => {
  service = await aService();
  app = await service.createApp();
});
afterAll(() => service.stop());

const send = (method: string, path: string, body?: unknown) => service.ofApp(app, method, path, body);

type Path = readonly (string | number)[];

/** Every place in a document, the document itself left out. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return path.length === 0 ? [] : [path];
  const inner = Object.entries(value).flatMap(([key, child]) => placesIn(child, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function withPart(value: unknown, [key, ...rest]: Path, part: unknown): unknown {
  if (key === undefined) return part;
  if (Array.isArray(value)) return value.map((child, at) => (String(at) === key ? withPart(child, rest, part) : child));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [key]: withPart(object[key], rest, part) };
}

const complete = anImport({
  environment: "qa",
  allowed_request_origins: ["https://example.com"],
  auth: { custom_user_data: { enabled: false }, providers: { "api-key": { name: "api-key", type: "api-key" } } },
  data_sources: [{ config: { name: "mdb", type: "mongodb-atlas", config: { clusterName: "Cluster0" } }, rules: [{}] }],
  log_forwarders: [{ name: "forward" }],
  graphql: { config: {}, custom_resolvers: [] },
  sync: { config: {} },
});
const places = placesIn(complete);

describe("an import with anything in any place", () => {
  it("is taken or refused, never broken by, and what is taken can be read", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), async (place, part) => {
        const body = withPart(complete, place, part);
        const { status } = await send("POST", "/import?strategy=replace-by-name", body);
        expect([204, 400, 501]).toContain(status);
        for (const path of ["/description", "/export", "/functions", "/triggers", "/values"]) {
          expect([path, (await send("GET", path)).status]).toEqual([path, 200]);
        }
      }),
      { numRuns: 60, seed: 20261126 },
    );
  }, 60_000);
});

describe("a route with anything in its body", () => {
  it.each(["/secrets", "/functions", "/triggers", "/values", "/drafts/x/deployment"])(
    "%s",
    async (path) => {
      const member = fc.constantFrom("name", "value", "source", "type", "config", "function_id", "event_processors");
      await fc.assert(
        fc.asyncProperty(fc.dictionary(member, fc.jsonValue({ maxDepth: 2 })), async (body) => {
          const { status } = await send("POST", path, body);
          expect([201, 400, 404, 409]).toContain(status);
        }),
        { numRuns: 20, seed: 20261126 },
      );
    },
    60_000,
  );
});

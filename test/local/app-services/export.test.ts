import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { anImport, aService, aTrigger, type Service } from "./a-service";
import { unzip } from "./unzip";

let service: Service;
let app: { readonly _id: string; readonly client_app_id: string };
beforeEach(async () => {
  service = await aService();
  app = await service.createApp();
});
afterEach(() => service.stop());

const send = (method: string, path: string, body?: unknown) => service.ofApp(app, method, path, body);
const EXPORT = "/export?source_control=true&version=20210101";

describe("an export", () => {
  it("is a zip, named so that realm-cli finds the folder's name in it", async () => {
    const { status, headers } = await send("GET", EXPORT);
    expect([status, headers.get("content-type")]).toEqual([200, "application/zip"]);
    expect(headers.get("content-disposition")).toBe('attachment; filename="my-app_20261101000000.zip"');
  });

  it("holds the app as the service writes it", async () => {
    await send("POST", "/import?strategy=replace", anImport({ triggers: [aTrigger()] }));
    const files = unzip((await send("GET", EXPORT)).bytes);
    expect(Object.keys(files)).toEqual([
      "realm_config.json",
      "auth/custom_user_data.json",
      "auth/providers.json",
      "environments/development.json",
      "environments/no-environment.json",
      "environments/production.json",
      "environments/qa.json",
      "environments/testing.json",
      "functions/config.json",
      "functions/nightly.js",
      "graphql/config.json",
      "http_endpoints/config.json",
      "sync/config.json",
      "triggers/every-ten-minutes.json",
      "values/size.json",
    ]);
    expect(JSON.parse(files["realm_config.json"] ?? "")).toEqual({
      config_version: 20210101,
      app_id: app.client_app_id,
      name: "my-app",
      location: "US-VA",
      provider_region: "aws-us-east-1",
      deployment_model: "GLOBAL",
    });
    expect(files["triggers/every-ten-minutes.json"]).toBe(`{
    "name": "every-ten-minutes",
    "type": "SCHEDULED",
    "config": {
        "schedule": "*/10 * * * *",
        "skip_catchup_events": false
    },
    "disabled": false,
    "event_processors": {
        "FUNCTION": {
            "config": {
                "function_name": "nightly"
            }
        }
    }
}
`);
  });

  it("as a template does not name this app", async () => {
    const files = unzip((await send("GET", "/export?template=true")).bytes);
    expect(JSON.parse(files["realm_config.json"] ?? "")).not.toHaveProperty("app_id");
  });

  it("gives back what an import brought, data sources and providers too, and no Secret's value", async () => {
    await send("POST", "/secrets", { name: "my-key", value: "hush-hush" });
    const body = anImport({
      values: [{ name: "key", value: "my-key", from_secret: true }],
      auth: { providers: { "anon-user": { name: "anon-user", type: "anon-user", disabled: true } } },
      data_sources: [
        {
          config: { name: "mongodb-atlas", type: "mongodb-atlas", config: { clusterName: "Cluster0" } },
          rules: [{ database: "db", collection: "coll", roles: [], schema: { title: "t" } }],
        },
      ],
      log_forwarders: [{ name: "forward", disabled: true }],
      allowed_request_origins: ["https://example.com"],
    });
    await send("POST", "/import?strategy=replace", body);
    const { bytes } = await send("GET", EXPORT);
    const files = unzip(bytes);
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        "data_sources/mongodb-atlas/config.json",
        "data_sources/mongodb-atlas/db/coll/rules.json",
        "data_sources/mongodb-atlas/db/coll/schema.json",
        "log_forwarders/forward.json",
      ]),
    );
    expect(files["auth/providers.json"]).toContain("anon-user");
    expect(files["realm_config.json"]).toContain("https://example.com");
    expect(Object.values(files).join("")).not.toContain("hush-hush");
    expect((await send("POST", "/import?diff=true&strategy=replace", body)).body).toEqual([]);
  });

  it("of another version is refused aloud", async () => {
    expect((await send("GET", "/export?version=20180301")).status).toBe(501);
  });
});

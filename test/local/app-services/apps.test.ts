import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { anImport, aService, PROJECT, type Service, START } from "./a-service";

const APPS = `/groups/${PROJECT}/apps`;

let service: Service;
beforeEach(async () => {
  service = await aService();
});
afterEach(() => service.stop());

describe("apps", () => {
  it("are created as realm-cli does it, and found by the id it resolves", async () => {
    const body = { name: "My-App", location: "DE-FF", deployment_model: "LOCAL", environment: "production" };
    const { status, body: app } = await service.call("POST", APPS, body);
    expect(status).toBe(201);
    expect(app).toEqual({
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
      client_app_id: expect.stringMatching(/^my-app-[a-z]{5}$/),
      name: "My-App",
      location: "DE-FF",
      provider_region: "aws-eu-central-1",
      deployment_model: "LOCAL",
      environment: "production",
      domain_id: expect.stringMatching(/^[0-9a-f]{24}$/),
      group_id: PROJECT,
      last_used: START / 1000,
      last_modified: START / 1000,
      product: "standard",
    });
    expect(await service.call("GET", `${APPS}/${app._id}`)).toMatchObject({ status: 200, body: app });
  });

  it("stand in exactly one of the three lists", async () => {
    const standard = await service.createApp();
    const triggers = await service.call("POST", `${APPS}?product=atlas`, { name: "Triggers", template_id: "triggers" });
    expect(triggers).toMatchObject({ status: 201, body: { product: "atlas" } });
    const lists = ["", "?product=atlas", "?product=data-api", "?product=atlas,standard"];
    const ids: unknown[] = [];
    for (const list of lists) ids.push((await service.call("GET", APPS + list)).body.map(({ _id }: App) => _id));
    expect(ids).toEqual([[standard._id], [triggers.body._id], [], [standard._id, triggers.body._id]]);
    expect((await service.call("GET", `${APPS}/${triggers.body._id}`)).body.template_id).toBe("triggers");
    expect((await service.call("GET", `${APPS}?product=atlas`)).body[0].template_id).toBeUndefined();
  });

  it("may share a name, not a client app id", async () => {
    const ids = [(await service.createApp()).client_app_id, (await service.createApp()).client_app_id];
    expect(new Set(ids).size).toBe(2);
  });

  it("are gone once they are deleted", async () => {
    const app = await service.createApp();
    expect((await service.ofApp(app, "DELETE", "")).status).toBe(204);
    expect((await service.call("GET", APPS)).body).toEqual([]);
    expect(await service.ofApp(app, "GET", "")).toMatchObject({
      status: 404,
      body: { error: "app not found", error_code: "AppNotFound" },
    });
  });

  it.each([
    ["no name", {}, 400, "MissingParameter"],
    ["a name that begins with a digit", { name: "1app" }, 400, "InvalidParameter"],
    ["a name of 58 letters", { name: "a".repeat(58) }, 400, "InvalidParameter"],
    ["a location that is none", { name: "a", location: "MOON" }, 400, "BadRequest"],
    ["a deployment model that is none", { name: "a", deployment_model: "EVERYWHERE" }, 400, "BadRequest"],
    ["an environment that is none", { name: "a", environment: "staging" }, 400, "EnvironmentTagInvalid"],
    ["a template that local Atlas lacks", { name: "a", template_id: "web.mql.todo" }, 501, "LocalAtlasAbsent"],
  ])("are refused with %s", async (_, body, status, code) => {
    const answer = await service.call("POST", APPS, body);
    expect([answer.status, answer.body.error_code]).toEqual([status, code]);
    expect((await service.call("GET", APPS)).body).toEqual([]);
  });

  it("refuse a product that is none", async () => {
    expect(await service.call("GET", `${APPS}?product=other`)).toMatchObject({ status: 400 });
    expect(await service.call("POST", `${APPS}?product=other`, { name: "a" })).toMatchObject({ status: 400 });
  });

  it("describe themselves as `apps describe` prints them", async () => {
    const app = await service.createApp();
    const fresh = await service.ofApp(app, "GET", "/description");
    expect(fresh).toMatchObject({
      status: 200,
      body: {
        client_app_id: app.client_app_id,
        auth_providers: [{ name: "api-key", type: "api-key", enabled: false }],
      },
    });
    await service.ofApp(app, "POST", "/import?strategy=replace-by-name", anImport({ environment: "qa" }));
    expect((await service.ofApp(app, "GET", "/description")).body).toMatchObject({
      name: "my-app",
      values: ["size"],
      functions: [{ name: "nightly", path: "functions/nightly" }],
      environment: "qa",
      event_subscription: [{ name: "every-ten-minutes", type: "SCHEDULED", enabled: true }],
      auth_providers: [],
    });
  });

  it("take another environment", async () => {
    const app = await service.createApp();
    expect((await service.ofApp(app, "PUT", "/environment", { environment: "testing" })).status).toBe(204);
    expect((await service.ofApp(app, "GET", "")).body.environment).toBe("testing");
    expect(await service.ofApp(app, "PUT", "/environment", { environment: "moon" })).toMatchObject({ status: 400 });
  });
});

interface App {
  readonly _id: string;
}

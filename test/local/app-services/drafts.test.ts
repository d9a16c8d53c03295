import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { anImport, aService, logIn, type Service } from "./a-service";

const REPLACE = "/import?strategy=replace-by-name";

let service: Service;
let app: { readonly _id: string };

async function start(options: Parameters<typeof aService>[0] = {}): Promise<void> {
  service = await aService(options);
  app = await service.createApp();
}
afterEach(() => service.stop());

const send = (method: string, path: string, body?: unknown) => service.ofApp(app, method, path, body);
const run = async () => (await send("POST", "/debug/execute_function?run_as_system=true", { name: "nightly" })).status;

describe("a draft", () => {
  beforeEach(() => start());

  it("is one per user: a second is refused, until the first is discarded", async () => {
    const draft = await send("POST", "/drafts");
    expect([draft.status, Object.keys(draft.body)]).toEqual([201, ["_id", "user_id"]]);
    expect(await send("POST", "/drafts")).toMatchObject({
      status: 409,
      body: { error: "a draft already exists", error_code: "DraftAlreadyExists" },
    });
    expect((await send("GET", "/drafts")).body).toEqual([draft.body]);
    expect((await send("DELETE", `/drafts/${draft.body._id}`)).status).toBe(204);
    expect((await send("GET", "/drafts")).body).toEqual([]);
    expect((await send("DELETE", `/drafts/${draft.body._id}`)).body.error_code).toBe("DraftNotFound");
    expect((await send("POST", "/drafts")).status).toBe(201);
  });

  it("of somebody else is not seen and changes nothing for others", async () => {
    const other = { publicKey: "otherkey", privateKey: "x" };
    service.atlas.state.addApiKey({ ...other, projects: { "5e1ec444970199272441a214": ["GROUP_OWNER"] } });
    const token = (await logIn(service.send, other)).body.access_token as string;
    const path = `/groups/5e1ec444970199272441a214/apps/${app._id}`;
    await send("POST", "/drafts");
    await send("POST", REPLACE, anImport());
    expect((await service.send("GET", `${path}/drafts`, { token })).body).toEqual([]);
    expect((await service.send("GET", `${path}/functions`, { token })).body).toEqual([]);
    expect((await send("GET", "/functions")).body).toHaveLength(1);
  });

  it("takes the changes: nothing of them is live before it is deployed", async () => {
    const { _id } = (await send("POST", "/drafts")).body;
    expect((await send("POST", REPLACE, anImport())).status).toBe(204);
    expect((await send("GET", `/drafts/${_id}/diff`)).body).toMatchObject({
      diffs: { length: 6 },
      hosting_files_diff: { added: [], deleted: [], modified: [] },
      dependencies_diff: { added: [], deleted: [], modified: [] },
      graphql_config_diff: { field_diffs: [] },
    });
    expect(await run()).toBe(404);
    await service.advanceMinutes(29);
    expect((await send("GET", "/logs")).body.logs).toEqual([]);
    expect(await send("POST", `/drafts/${_id}/deployment`)).toMatchObject({ status: 201, body: { status: "created" } });
    expect(await run()).toBe(200);
    await service.advanceMinutes(30);
    expect((await send("GET", "/logs?type=SCHEDULED_TRIGGER")).body.logs).toHaveLength(3);
  });

  it("keeps what it had when an import into it is refused", async () => {
    const { _id } = (await send("POST", "/drafts")).body;
    await send("POST", REPLACE, anImport());
    const before = (await send("GET", `/drafts/${_id}/diff`)).body;
    expect((await send("POST", REPLACE, anImport({ triggers: {} }))).status).toBe(400);
    expect((await send("GET", `/drafts/${_id}/diff`)).body).toEqual(before);
  });

  it("that is empty has an empty diff", async () => {
    const { _id } = (await send("POST", "/drafts")).body;
    expect((await send("GET", `/drafts/${_id}/diff`)).body.diffs).toEqual([]);
    expect((await send("GET", "/drafts/5e1ec444970199272441a200/diff")).status).toBe(404);
  });

  it("is not needed: without one a change is live at once", async () => {
    await send("POST", REPLACE, anImport());
    expect(await run()).toBe(200);
    expect((await send("GET", "/deployments")).body).toEqual([]);
  });
});

describe("a deployment", () => {
  const SECONDS = 1 / 60;

  async function deploy(): Promise<string> {
    const { _id } = (await send("POST", "/drafts")).body;
    await send("POST", REPLACE, anImport({ values: [{ name: "key", value: "my-key", from_secret: true }] }));
    return (await send("POST", `/drafts/${_id}/deployment`, { name: "" })).body._id;
  }

  const statusOf = async (id: string) => (await send("GET", `/deployments/${id}`)).body.status;

  beforeEach(async () => {
    // At a speed, so that deployments take their time; real time stands in these tests, so nothing runs by itself.
    await start({ speed: 60 });
    await send("POST", "/secrets", { name: "my-key", value: "hush" });
  });

  it("is created, pending and then successful, on the emulator's clock", async () => {
    const id = await deploy();
    expect([await statusOf(id), await run()]).toEqual(["created", 404]);
    await service.advanceMinutes(1 * SECONDS);
    expect([await statusOf(id), await run()]).toEqual(["pending", 404]);
    await service.advanceMinutes(1 * SECONDS);
    expect([await statusOf(id), await run()]).toEqual(["successful", 200]);
    const [listed] = (await send("GET", "/deployments")).body;
    expect(listed).toMatchObject({
      _id: id,
      name: id,
      app_id: app._id,
      status: "successful",
      remote_location: "US-VA",
    });
  });

  it("fails when what it needs is gone by then, says why, and leaves what was live", async () => {
    const id = await deploy();
    const [secret] = (await send("GET", "/secrets")).body;
    await send("DELETE", `/secrets/${secret._id}`);
    await service.advanceMinutes(1);
    expect((await send("GET", `/deployments/${id}`)).body).toMatchObject({
      status: "failed",
      status_error_message: expect.stringContaining("could not find secret"),
    });
    expect(await run()).toBe(404);
  });

  it("is listed newest first, and not found by another id", async () => {
    const first = await deploy();
    await service.advanceMinutes(1);
    const second = await deploy();
    expect((await send("GET", "/deployments")).body.map(({ _id }: { _id: string }) => _id)).toEqual([second, first]);
    expect((await send("GET", `/deployments/${app._id}`)).body.error_code).toBe("DeploymentNotFound");
    expect((await send("POST", `/drafts/${app._id}/deployment`)).body.error_code).toBe("DraftNotFound");
  });
});

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { anImport, aService, aTrigger, type Service } from "./a-service";

let service: Service;
let app: { readonly _id: string };
beforeEach(async () => {
  service = await aService();
  app = await service.createApp();
  await send("POST", "/import?strategy=replace-by-name", anImport());
});
afterEach(() => service.stop());

const send = (method: string, path: string, body?: unknown) => service.ofApp(app, method, path, body);
const UNKNOWN = "5e1ec444970199272441a200";

describe("Secrets", () => {
  it("are created, listed by name, changed and deleted; their values are never given out", async () => {
    const created = await send("POST", "/secrets", { name: "my-key", value: "hush" });
    expect([created.status, Object.keys(created.body)]).toEqual([201, ["_id", "name"]]);
    const { _id } = created.body;
    expect((await send("PUT", `/secrets/${_id}`, { name: "my-key", value: "hush hush" })).status).toBe(204);
    expect((await send("GET", "/secrets")).body).toEqual([{ _id, name: "my-key" }]);
    expect((await send("DELETE", `/secrets/${_id}`)).status).toBe(204);
    expect((await send("GET", "/secrets")).body).toEqual([]);
  });

  it("are read by functions through Values, changed ones at once", async () => {
    const { _id } = (await send("POST", "/secrets", { name: "my-key", value: "one" })).body;
    await send("POST", "/values", { name: "key", value: "my-key", from_secret: true, private: true });
    const source = "exports = () => context.values.get('key');";
    await send("POST", "/functions", { name: "tell", private: true, run_as_system: true, source });
    const tell = async () =>
      (await send("POST", "/debug/execute_function?run_as_system=true", { name: "tell" })).body.result;
    expect(await tell()).toBe("one");
    await send("PUT", `/secrets/${_id}`, { name: "my-key", value: "two" });
    expect(await tell()).toBe("two");
    expect((await send("GET", "/values")).body[1]).toMatchObject({ name: "key", value: "my-key", from_secret: true });
  });

  it("are renamed without a value, and keep the one they have", async () => {
    const { _id } = (await send("POST", "/secrets", { name: "old", value: "hush" })).body;
    expect((await send("PUT", `/secrets/${_id}`, { name: "new", value: "" })).status).toBe(204);
    const [saved] = service.atlas.services.save();
    expect(saved?.secrets).toEqual([{ id: _id, name: "new", value: "hush" }]);
  });

  it.each([
    ["a name that is taken", { name: "taken", value: "x" }, 409, "SecretDuplicateName"],
    ["a value of 501 characters", { name: "big", value: "x".repeat(501) }, 400, "InvalidParameter"],
    ["a name of 65 characters", { name: "n".repeat(65), value: "x" }, 400, "InvalidParameter"],
    ["a name that begins with a dash", { name: "-n", value: "x" }, 400, "InvalidParameter"],
    ["no value", { name: "n" }, 400, "MissingParameter"],
    ["no name", { value: "x" }, 400, "MissingParameter"],
  ])("are refused with %s", async (_, body, status, code) => {
    await send("POST", "/secrets", { name: "taken", value: "x".repeat(500) });
    const answer = await send("POST", "/secrets", body);
    expect([answer.status, answer.body.error_code]).toEqual([status, code]);
    expect((await send("GET", "/secrets")).body).toHaveLength(1);
  });

  it("are not found by another id, and that is told without a code", async () => {
    for (const [method, body] of [["PUT", { name: "a", value: "b" }], ["DELETE"]] as const) {
      const answer = await send(method, "/secrets/notFound", body);
      expect([answer.status, answer.body]).toEqual([404, { error: 'secret not found: "notFound"' }]);
    }
  });
});

describe("functions", () => {
  const aFunction = { name: "weekly", private: true, run_as_system: true, source: "exports = () => 2;" };

  it("are created, read, changed and deleted", async () => {
    const created = await send("POST", "/functions", aFunction);
    expect([created.status, created.body]).toEqual([201, { _id: expect.any(String), name: "weekly" }]);
    const path = `/functions/${created.body._id}`;
    expect((await send("GET", path)).body).toEqual({ _id: created.body._id, ...aFunction });
    expect((await send("PUT", path, { ...aFunction, source: "exports = () => 3;" })).status).toBe(204);
    expect((await send("GET", path)).body.source).toBe("exports = () => 3;");
    expect((await send("DELETE", path)).status).toBe(204);
    expect((await send("GET", path)).body.error_code).toBe("FunctionNotFound");
  });

  it.each([
    ["a name that is taken", { ...aFunction, name: "nightly" }, 409, "FunctionDuplicateName"],
    ["no source", { ...aFunction, source: undefined }, 400, "MissingParameter"],
    ["source that does not parse", { ...aFunction, source: "exports = (" }, 400, "BadRequest"],
    ["source that assigns no exports", { ...aFunction, source: "1;" }, 400, "BadRequest"],
    ["a name of 65 characters", { ...aFunction, name: "n".repeat(65) }, 400, "BadRequest"],
  ])("are refused with %s", async (_, body, status, code) => {
    const answer = await send("POST", "/functions", body);
    expect([answer.status, answer.body.error_code]).toEqual([status, code]);
    expect((await send("GET", "/functions")).body).toHaveLength(1);
  });

  it("are not deleted or renamed away from a trigger that calls them, nor to a name that is taken", async () => {
    const [{ _id }] = (await send("GET", "/functions")).body;
    await send("POST", "/functions", aFunction);
    expect((await send("DELETE", `/functions/${_id}`)).status).toBe(400);
    expect((await send("PUT", `/functions/${_id}`, { ...aFunction, name: "other" })).status).toBe(400);
    expect((await send("PUT", `/functions/${_id}`, aFunction)).status).toBe(409);
    expect((await send("GET", "/functions")).body).toHaveLength(2);
  });
});

describe("triggers", () => {
  it("are created for a function by its id or its name, and shown with both", async () => {
    const [{ _id: functionId }] = (await send("GET", "/functions")).body;
    const byId = { name: "hourly", type: "SCHEDULED", config: { schedule: "0 * * * *" }, function_id: functionId };
    const created = await send("POST", "/triggers", byId);
    expect(created).toMatchObject({
      status: 201,
      body: {
        name: "hourly",
        disabled: false,
        config: { schedule: "0 * * * *" },
        function_name: "nightly",
        function_id: functionId,
        event_processors: { FUNCTION: { config: { function_name: "nightly", function_id: functionId } } },
      },
    });
    const path = `/triggers/${created.body._id}`;
    expect((await send("PUT", path, aTrigger({ name: "hourly", disabled: true }))).status).toBe(204);
    expect((await send("GET", path)).body).toMatchObject({ disabled: true, config: { schedule: "*/10 * * * *" } });
    expect((await send("GET", "/triggers")).body).toHaveLength(2);
    expect((await send("DELETE", path)).status).toBe(204);
    expect((await send("GET", path)).body.error_code).toBe("EventSubscriptionNotFound");
  });

  it.each([
    ["a name that is taken", {}, 409, "EventSubscriptionDuplicateName"],
    ["a cron line that Atlas cannot read", { name: "n", config: { schedule: "0 0 * * 7" } }, 400, "BadRequest"],
    ["a function that is not there", { name: "n", function_name: "nobody" }, 400, "BadRequest"],
    ["an id of a function that is not there", { name: "n", function_id: UNKNOWN }, 400, "BadRequest"],
    ["a name where an id belongs", { name: "n", function_id: "nightly" }, 400, "BadRequest"],
    ["another type", { name: "n", type: "DATABASE" }, 400, "BadRequest"],
    ["a name of 65 characters", { name: "n".repeat(65) }, 400, "BadRequest"],
  ])("are refused with %s", async (_, changes, status, code) => {
    const answer = await send("POST", "/triggers", aTrigger(changes));
    expect([answer.status, answer.body.error_code]).toEqual([status, code]);
    expect((await send("GET", "/triggers")).body).toHaveLength(1);
  });
});

describe("Values", () => {
  it("are created, read, changed and deleted", async () => {
    const created = await send("POST", "/values", { name: "colour", private: true, value: { red: 1 } });
    expect([created.status, created.body]).toEqual([201, { _id: expect.any(String), name: "colour" }]);
    const path = `/values/${created.body._id}`;
    expect((await send("PUT", path, { name: "colour", value: [2] })).status).toBe(204);
    expect((await send("GET", path)).body).toMatchObject({ name: "colour", value: [2], from_secret: false });
    expect((await send("DELETE", path)).status).toBe(204);
    expect((await send("GET", path)).body.error_code).toBe("ValueNotFound");
  });

  it.each([
    ["a name that is taken", { name: "size", value: 2 }, 409, "ValueDuplicateName"],
    ["no value", { name: "n" }, 400, "MissingParameter"],
    ["a Secret that is not there", { name: "n", value: "none", from_secret: true }, 400, "BadRequest"],
    ["a name of 65 characters", { name: "n".repeat(65), value: 1 }, 400, "BadRequest"],
  ])("are refused with %s", async (_, body, status, code) => {
    const answer = await send("POST", "/values", body);
    expect([answer.status, answer.body.error_code]).toEqual([status, code]);
    expect((await send("GET", "/values")).body).toHaveLength(1);
  });
});

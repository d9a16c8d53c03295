import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { noSchedulePort, type SchedulePort } from "../../../../src/local/console/schedule-port";
import { aConsole, anApp, aTrigger, PROJECT, type TestConsole, TICK } from "./a-console";

/** Finds an issue in every text that says "wrong". */
const schedulePort: SchedulePort = {
  ...noSchedulePort,
  check: (text, { inForce, appProjectId, clusters }) => ({
    issues: text.includes("wrong") ? [{ path: "a.b", problem: "is wrong", from: 0, to: 1 }] : [],
    warnings: [],
    lanes: [],
    changes: [`${inForce} ${appProjectId} ${clusters.map(({ key }) => key).join()}`],
  }),
};

let console: TestConsole;
beforeEach(async () => {
  console = await aConsole({ schedulePort });
});
afterEach(() => console.stop());

const app = () => console.atlas.services.apps.apps[0];
const apply = (text: string) => console.ask("POST", "/schedule/apply", { text });
const textInForce = async () => {
  console.time.pass(TICK);
  const { schedule } = await (await console.feed()).next();
  return schedule?.text;
};
const started = () =>
  anApp(console.atlas, {
    functions: { nightly: "exports = () => context.values.get('schedule');" },
    triggers: [aTrigger()],
    values: { other: 1, schedule: { was: true } },
  });

describe("the schedule", () => {
  it("is checked against the one in force, for the clusters that are there", async () => {
    await started();
    const { body } = await console.ask("POST", "/schedule/check", { text: "{}" });
    expect(body.changes).toEqual([`{\n  "was": true\n} ${PROJECT} ${PROJECT}/Cluster0`]);
  });

  it("becomes the Value, and the functions read it; triggers and other Values stay", async () => {
    const { facts, live } = await started();
    expect(await apply('{"is": true}')).toMatchObject({ status: 200 });
    expect(app()?.live).toEqual({
      ...live,
      values: live.values.map((entry) =>
        entry.name === "schedule" ? { ...entry, content: { ...entry.content, value: { is: true } } } : entry,
      ),
    });
    const run = await console.ask("POST", "/functions/run", { appId: facts.id, functionName: "nightly", args: "" });
    expect(JSON.parse(run.body.result)).toEqual({ is: true });
    expect(await textInForce()).toBe('{\n  "is": true\n}');
  });

  it("becomes the environment's value, where that wins", async () => {
    const hosted = await started();
    const environments = { ...hosted.live.environments, qa: { values: { schedule: { in: "qa" }, more: 1 } } };
    await hosted.changeLive({ ...hosted.live, environment: "qa", environments });
    expect(await textInForce()).toBe('{\n  "in": "qa"\n}');
    expect(await apply('{"is": true}')).toMatchObject({ status: 200 });
    expect(app()?.live.environments.qa).toEqual({ values: { schedule: { is: true }, more: 1 } });
    expect(await textInForce()).toBe('{\n  "is": true\n}');
  });

  it("is made where the app has none", async () => {
    await anApp(console.atlas, { values: { other: 1 } });
    expect(await textInForce()).toBeNull();
    expect(await apply('{"is": true}')).toMatchObject({ status: 200 });
    expect(await textInForce()).toBe('{\n  "is": true\n}');
  });

  it("that is wrong is not applied", async () => {
    await started();
    expect(await apply('{"wrong": 1}')).toEqual({ status: 400, body: { error: "a.b: is wrong" } });
    expect(await textInForce()).toContain("was");
  });

  it("needs an app, and a text that is not endless", async () => {
    expect(await apply("{}")).toMatchObject({ status: 409 });
    expect(await apply(" ".repeat(5_000_001))).toMatchObject({ status: 413 });
  });
});

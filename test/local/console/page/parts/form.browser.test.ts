import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { describeInBrowser } from "../../a-browser";
import { aConsole, type TestConsole } from "../../a-console";
import { aTrigger } from "../a-history";
import { aClock, aFrame, aLane, anApp, keyOf } from "../a-world";

const frame = aFrame({ apps: [anApp({ triggers: [aTrigger()] })] });
const answers = {
  "GET /lanes": () => ({ lanes: [aLane()] }),
  "GET /load": () => ({ at: [], operationsPerSecond: [], latencyMs: [] }),
  "POST /clusters/change": () => undefined,
  "POST /triggers/fire": () => undefined,
  "POST /faults/rule": () => undefined,
  "PUT /clock": () => {
    throw new Error("not that fast");
  },
};

describeInBrowser("the Enter key in a field", (browser) => {
  let local: TestConsole;
  let since = 0;
  beforeAll(async () => {
    local = await aConsole(frame, answers);
  });
  beforeEach(() => {
    since = local.asked.length;
  });
  afterAll(() => local.stop());

  const cluster = keyOf("Cluster0");
  const detail = `#clusters/${encodeURIComponent(cluster)}`;
  const enter = async (page: Page, label: string, text: string) => {
    await page.getByLabel(label, { exact: true }).fill(text);
    await page.keyboard.press("Enter");
  };
  const asked = () => local.asked.slice(since).filter(({ method }) => method === "POST");

  it.each([
    ["a new size", detail, "New size", "M40", "Atlas took it", { cluster, size: "M40" }],
    [
      "a hold",
      detail,
      "Hold as it is until (UTC)",
      "2026-12-05T08:30",
      "Tag scheduler-hold is set",
      { cluster, tags: [{ key: "scheduler-hold", value: "20261205T0830Z" }] },
    ],
  ])("asks once for %s", async (_, address, label, text, says, body) => {
    const { page } = await browser.open(`${local.url}/${address}`);
    await enter(page, label, text);
    await page.getByText(says).waitFor();
    expect(asked().map((one) => one.body)).toEqual([body]);
  });

  it("asks once for a tag, from either of its fields", async () => {
    const { page } = await browser.open(`${local.url}/${detail}`);
    await enter(page, "Key", " ");
    await page.getByLabel("Key", { exact: true }).fill("team");
    await enter(page, "Value", "sales");
    await page.getByText("Tag team is set.").waitFor();
    expect(asked().map((one) => one.body)).toEqual([{ cluster, tags: [{ key: "team", value: "sales" }] }]);
  });

  it("asks once for a firing, and closes its dialog", async () => {
    const { page } = await browser.open(`${local.url}/#triggers`);
    await page.getByRole("button", { name: "Fire at…: heartbeat" }).click();
    await enter(page, "Instant", "2026-12-24T18:00");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await local.whenAsked("POST", "/triggers/fire", since);
    expect(asked().map((one) => one.body)).toMatchObject([{ at: Date.parse("2026-12-24T18:00Z") }]);
  });

  it("arms a rule of one's own once", async () => {
    const { page } = await browser.open(`${local.url}/#faults`);
    await page.getByText("A rule of your own").click();
    await enter(page, "Status", "502");
    await page.getByText("The rule is armed.").waitFor();
    expect(asked()).toHaveLength(1);
  });

  it("asks for a speed that the page has no opinion on", async () => {
    local.tell({ clock: aClock({ speed: 60 }) });
    const { page } = await browser.open(`${local.url}/#state`);
    await page.getByLabel("Speed of the clock").selectOption("own");
    await enter(page, "Emulated seconds per second", "1000000000");
    await page.getByText("not that fast").waitFor();
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { describeInBrowser, eventually } from "../../a-browser";
import { type Asked, aConsole, type TestConsole } from "../../a-console";
import { aRun, aRunDetail, aTrigger } from "../a-history";
import { aFrame, anApp, HOUR, keyOf, NOW } from "../a-world";

const lost = aTrigger("heartbeat", { lastRunId: "second", lastLostAt: NOW - 3 * HOUR });
const frame = aFrame({
  apps: [anApp({ triggers: [lost, aTrigger("opens", { isEnabled: false, lastRunId: "failed" })] })],
  runs: [
    aRun("first"),
    aRun("second"),
    aRun("failed", { isFailed: true, says: "Cluster0: 409 OUT_OF_CAPACITY", trigger: "opens" }),
    aRun("changed", { scheduledAt: NOW, changes: 2, says: "asked for 2 changes" }),
  ],
  faults: {
    rules: [{ id: 7, rule: { times: 3 }, says: "The next 3 requests will get 503.", hits: 1 }],
    random: null,
    firings: [],
    paces: [],
  },
});

const answers = {
  "POST /triggers/fire": () => undefined,
  "POST /triggers/enabled": () => undefined,
  "POST /functions/run": ({ body }: Asked) => {
    const { args } = body as { args: string };
    if (args === "[") throw new Error("The arguments are not JSON: line 1, column 2.");
    return aRunDetail("by-hand", { cause: "console", trigger: null });
  },
  "POST /faults/rule": () => undefined,
  "POST /faults/firing": () => undefined,
  "DELETE /faults": () => undefined,
  "DELETE /faults/rule/7": () => undefined,
  "PUT /faults/pace": () => undefined,
  "GET /state": () => ({ some: "state" }),
  "PUT /state": () => {
    throw new Error("This file was written by another version of local Atlas.");
  },
  "POST /reset": () => undefined,
};

describeInBrowser("what the views ask of local Atlas", (browser) => {
  let local: TestConsole;
  beforeAll(async () => {
    local = await aConsole(frame, answers);
  });
  afterAll(() => local.stop());

  const at = async (address: string) => (await browser.open(`${local.url}/${address}`)).page;

  describe("triggers", () => {
    it("say what came of them: failed, lost, doubled", async () => {
      const page = await at("#triggers");
      const [heartbeat, opens] = [
        page.getByRole("row", { name: "heartbeat" }),
        page.getByRole("row", { name: "opens" }),
      ];
      await heartbeat.getByText("fired twice").waitFor();
      await heartbeat.getByText("A firing was lost").waitFor();
      await heartbeat.getByText("every hour at :07, :22, :37 and :52, UTC").waitFor();
      await opens.getByRole("link", { name: "✗ failed: Cluster0: 409 OUT_OF_CAPACITY" }).waitFor();
      await opens.getByText("Disabled").waitFor();
    });

    it("are fired now, at an instant ahead, and enabled", async () => {
      const page = await at("#triggers");
      const since = local.asked.length;
      await page.getByRole("button", { name: "Fire now: heartbeat" }).click();
      expect((await local.whenAsked("POST", "/triggers/fire", since)).body).toEqual({
        appId: "app",
        trigger: "heartbeat",
      });
      await page.getByText("heartbeat fires now.").waitFor();
      await page.getByRole("button", { name: "Enable: opens" }).click();
      expect((await local.whenAsked("POST", "/triggers/enabled", since)).body).toMatchObject({ isEnabled: true });
      await page.getByRole("button", { name: "Fire at…: heartbeat" }).click();
      const dialog = page.getByRole("dialog", { name: "Fire heartbeat at" });
      await dialog.getByLabel("Zone").selectOption("Europe/Berlin");
      await dialog.getByLabel("Instant").fill("2026-11-01T12:00");
      await dialog.getByText("the clock does not go back").waitFor();
      await dialog.locator("button:disabled", { hasText: "Fire at this instant" }).waitFor();
      await dialog.getByLabel("Instant").fill("2026-12-02T12:00");
      const before = local.asked.length;
      await dialog.getByRole("button", { name: "Fire at this instant" }).click();
      await page.getByText("heartbeat fires once more at Wed 2026-12-02 11:00 UTC.").waitFor();
      expect((await local.whenAsked("POST", "/triggers/fire", before)).body).toMatchObject({
        at: Date.parse("2026-12-02T11:00Z"),
      });
    });
  });

  describe("functions", () => {
    it("run with what stands in the editor, and remember it", async () => {
      const page = await at("#functions/status");
      const editor = page.getByRole("textbox", { name: "Arguments as JSON" });
      await editor.getByText('"Hello world!"').waitFor();
      await editor.fill('{"cluster": "shop"}');
      const since = local.asked.length;
      await editor.press("Control+s");
      const asked = await local.whenAsked("POST", "/functions/run", since);
      expect(asked.body).toEqual({ appId: "app", functionName: "status", args: '{"cluster": "shop"}' });
      await page.getByText("status ran: 1 cluster as desired").waitFor();
      await page.getByText('mode: "on"').waitFor();
      await page.reload();
      await editor.getByText('{"cluster": "shop"}').waitFor();
      await page.getByLabel("Function", { exact: true }).selectOption({ label: "preview" });
      await editor.getByText('"Hello world!"').waitFor();
    });

    it("say why local Atlas refused, and keep the arguments", async () => {
      const page = await at("#functions/reconcile");
      const editor = page.getByRole("textbox", { name: "Arguments as JSON" });
      await editor.fill("[");
      await page.getByRole("button", { name: "Run", exact: true }).click();
      await page.getByText("The arguments are not JSON: line 1, column 2.").waitFor();
      expect(await editor.innerText()).toBe("[");
    });

    it("list their runs by result and by cause", async () => {
      const page = await at("#functions/runs/opens");
      const runs = page.getByRole("region", { name: "Recent runs" }).getByRole("row");
      await page.getByText("✗ failed: Cluster0").waitFor();
      await eventually(async () => expect(await runs.count()).toBe(2));
      await page.getByLabel("Cause").selectOption("any");
      await page.getByLabel("Result").selectOption("changed");
      await page.getByText("asked for 2 changes").waitFor();
      await eventually(async () => expect(await runs.count()).toBe(2));
    });
  });

  describe("faults", () => {
    it("are armed with a click, of what was chosen, and disarmed", async () => {
      const page = await at("#faults");
      const since = local.asked.length;
      await page.getByRole("button", { name: "Lose the next firing" }).click();
      await page.getByText("Armed: The next firing of any trigger").waitFor();
      const lost = await local.whenAsked("POST", "/faults/firing", since);
      expect(lost.body).toEqual({ fate: "lost", times: 1 });
      await page.getByLabel("Cluster").first().selectOption("Cluster0");
      await page.getByRole("button", { name: "Stuck scaling" }).click();
      const pace = await local.whenAsked("PUT", "/faults/pace", since);
      expect(pace.body).toEqual({ cluster: keyOf("Cluster0"), pace: "stuck" });
      await page.getByText("1 hit").waitFor();
      await page.getByRole("button", { name: "Disarm: The next 3 requests will get 503." }).click();
      await local.whenAsked("DELETE", "/faults/rule/7", since);
      await page.getByRole("button", { name: "Disarm all" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Disarm all" }).click();
      await page.getByText("Everything is disarmed.").waitFor();
    });

    it("are in sight in every view", async () => {
      const page = await at("#state");
      await page.getByRole("link", { name: "1 fault armed" }).click();
      await page.getByRole("heading", { name: "Arm with a click" }).waitFor();
      expect(page.url()).toMatch(/#faults$/);
    });

    it("may be rules of one's own", async () => {
      const page = await at("#faults");
      await page.getByText("A rule of your own").click();
      await page.getByLabel("Status").fill("99");
      await page.getByText("The status is a whole number from 200 to 599.").waitFor();
      await page.getByLabel("Status").fill("500");
      await page.getByLabel("How often").fill("");
      const since = local.asked.length;
      await page.getByRole("button", { name: "Arm this rule" }).click();
      expect((await local.whenAsked("POST", "/faults/rule", since)).body).toEqual({
        rule: { path: "/api/*", times: "always", fault: { kind: "status", status: 500, when: "before" } },
      });
    });
  });

  describe("the state", () => {
    it("is saved as a file, and a refusal of another says why", async () => {
      const page = await at("#state");
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Export to a file" }).click();
      expect((await download).suggestedFilename()).toBe("local-atlas-20261201T1210Z.json");
      const file = { name: "old.json", mimeType: "application/json", buffer: Buffer.from('{"old": true}') };
      await page.getByLabel("File that was exported").setInputFiles(file);
      await page.getByRole("button", { name: "Import…" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Replace everything" }).click();
      await page.getByText("This file was written by another version of local Atlas.").waitFor();
      expect((await local.whenAsked("PUT", "/state")).body).toEqual({ old: true });
    });

    it("is reset only after a question, which Escape answers with no", async () => {
      const page = await at("#state");
      const since = local.asked.length;
      const reset = page.getByRole("button", { name: "Reset…" });
      await reset.click();
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await eventually(async () => expect(await page.evaluate("document.activeElement.textContent")).toBe("Reset…"));
      expect(local.asked.slice(since)).toEqual([]);
      await reset.click();
      await page.getByRole("dialog").getByRole("button", { name: "Reset" }).click();
      await page.getByText("Local Atlas is as it was when it started.").waitFor();
    });
  });
});

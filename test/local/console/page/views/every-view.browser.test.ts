import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Frame, ScheduleCheck } from "../../../../../src/local/console/protocol";
import { describeInBrowser, everyLook } from "../../a-browser";
import { aConsole, type TestConsole } from "../../a-console";
import { aPatch, aRequest, aRun, aRunDetail, aTrigger } from "../a-history";
import { aCluster, aFrame, aLane, anApp, HOUR, keyOf, NOW } from "../a-world";

/** Markup, a bidirectional override, and a word that no line has room for. */
const HOSTILE = `<img src=x onerror="document.title='taken'">\u202e${"x".repeat(200)}`;

const frame: Frame = aFrame({
  clusters: [aCluster(), aCluster(HOSTILE)],
  apps: [
    anApp({
      name: HOSTILE,
      triggers: [
        aTrigger("heartbeat", { lastRunId: "failed", lastLostAt: NOW - 2 * HOUR }),
        aTrigger(HOSTILE, { isEnabled: false, nextAt: null, askedFor: [NOW + HOUR], schedule: HOSTILE }),
      ],
    }),
  ],
  runs: [aRun("failed", { isFailed: true, says: HOSTILE, trigger: HOSTILE }), aRun("changed", { changes: 2 })],
  requests: [
    aRequest(1, { path: `/${HOSTILE}`, status: 409, errorCode: HOSTILE, fault: "status", runId: "failed" }),
    aRequest(2, { status: 0, fault: "reset" }),
    aPatch(3),
  ],
  faults: {
    rules: [{ id: 1, rule: {}, says: HOSTILE, hits: 1 }],
    random: { seed: 1, rate: 0.05 },
    firings: [{ id: 1, fate: "lost", trigger: HOSTILE, times: 1, hits: 0 }],
    paces: [{ clusterKey: keyOf(HOSTILE), pace: "stuck" }],
  },
  schedule: { text: `{ "name": ${JSON.stringify(HOSTILE)} }`, zone: "Europe/Berlin", revision: "1" },
});

const check: ScheduleCheck = {
  issues: [],
  warnings: [{ path: HOSTILE, problem: HOSTILE, from: 2, to: 8 }],
  lanes: [aLane(HOSTILE)],
  changes: [HOSTILE],
};

const error = { name: "Error", message: HOSTILE, stack: HOSTILE };
const answers = {
  "GET /lanes": () => ({ lanes: [aLane(), aLane(HOSTILE)] }),
  "GET /load": () => ({ at: [], operationsPerSecond: [], latencyMs: [] }),
  "GET /runs/failed": () => aRunDetail("failed", { isFailed: true, result: null, error, logs: [HOSTILE] }),
  "GET /runs/changed": () => aRunDetail("changed", { result: JSON.stringify({ [HOSTILE]: HOSTILE }) }),
  "GET /requests/3": () => aPatch(3, { reason: HOSTILE, body: JSON.stringify({ [HOSTILE]: HOSTILE }) }),
  "POST /schedule/check": () => check,
};

/** An address, and a text that is there once the view is drawn. */
const views = [
  ["#clusters", "M10 as scheduled"],
  [`#clusters/${encodeURIComponent(keyOf(HOSTILE))}`, "Change by hand"],
  ["#triggers", "Fires next"],
  ["#functions", "Recent runs"],
  ["#functions/run/failed", "Stack"],
  ["#functions/run/changed", "Requests"],
  ["#requests", "Pause the list"],
  ["#requests/3", "What it asked to change"],
  ["#faults", "Arm with a click"],
  ["#schedule", "What would change"],
  ["#state", "Reset…"],
] as const;

describeInBrowser("every view, of what is hostile to it", (browser) => {
  let local: TestConsole;
  beforeAll(async () => {
    local = await aConsole(frame, answers);
  });
  afterAll(() => local.stop());

  it.each([everyLook[0], everyLook[2]])(
    "is accessible in both themes, within its width and free of complaints: $width px",
    async (look) => {
      const opened = await browser.open(local.url, look);
      const findings: string[] = [];
      for (const [address, text] of views) {
        await opened.page.goto(`${local.url}/${address}`);
        await opened.page.getByText(text).first().waitFor();
        for (const colorScheme of ["light", "dark"] as const) {
          await opened.page.emulateMedia({ colorScheme });
          findings.push(...(await opened.axeFindings()).map((finding) => `${address}, ${colorScheme}: ${finding}`));
        }
        if ((await opened.overflow()) > 0) findings.push(`${address} scrolls sideways`);
        if (/[\u202a-\u202e\u2066-\u2069]/.test(await opened.page.locator("main").innerText())) {
          findings.push(`${address} shows a bidirectional override as it is`);
        }
      }
      expect(findings).toEqual([]);
      expect(await opened.page.title()).not.toBe("taken");
      expect(await opened.page.locator("main img").count()).toBe(0);
      expect(opened.complaints).toEqual([]);
      expect(opened.foreignRequests).toEqual([]);
    },
  );

  it("says of a view that there is nothing in it yet, and that it waits before the first frame came", async () => {
    const empty = await aConsole({}, {});
    const opened = await browser.open(empty.url);
    const waits: string[] = [];
    for (const name of ["triggers", "functions", "requests", "faults", "schedule"]) {
      await opened.page.goto(`${empty.url}/#${name}`);
      await opened.page.getByText("Waiting for local Atlas").first().waitFor();
      waits.push(name);
    }
    await opened.page.goto(`${empty.url}/#state`);
    const save = opened.page.getByRole("button", { name: "Export to a file" });
    // Its file is named by the emulator's clock.
    const couldSave = await save.isEnabled();
    empty.tell(aFrame({ apps: [], clusters: [] }));
    for (const [name, text] of [
      ["triggers", "No triggers"],
      ["functions", "Nothing has run yet"],
      ["requests", "No requests yet"],
      ["faults", "Nothing is armed"],
    ]) {
      await opened.page.goto(`${empty.url}/#${name}`);
      await opened.page.getByText(`${text}`).waitFor();
    }
    await opened.page.goto(`${empty.url}/#state`);
    await opened.page.locator("button:enabled", { hasText: "Export to a file" }).waitFor();
    await empty.stop();
    expect({ waits: waits.length, couldSave }).toEqual({ waits: 5, couldSave: false });
  });
});

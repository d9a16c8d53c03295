/**
 * npx tsx scripts/start/screenshot.ts
 *
 * Draws the picture of the console in README.md anew: local Atlas lives through five days of a schedule, and the page is
 * photographed in this machine's Chromium (CHROMIUM_PATH names another). Writes src/local/console/console.png.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { utcText } from "../../src/local/console/page/state/instants";
import { CONSOLE } from "../../src/local/console/protocol";
import { runCommand } from "../lib/command";
import { formatJson } from "../lib/json-file";
import { projectDir } from "../lib/paths";
import { temporaryFolder } from "../lib/temporary-folder";
import { localProject } from "./defaults";
import { startAtlas } from "./run";

const START = Date.parse("2026-11-27T00:00Z");
const BOUNDARY = Date.parse("2026-12-01T12:00Z");
const HOUR_MS = 3_600_000;
const VIEW = { width: 1280, height: 830 };

const schedule = {
  timezone: "Europe/Berlin",
  schedules: [
    {
      name: "billing",
      clusters: ["Cluster0"],
      timezone: "UTC",
      baseline: { tier: "M10" },
      windows: [{ name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50" }],
    },
    {
      name: "office-hours",
      clusters: ["dev-orders", "dev-search"],
      baseline: { paused: true },
      windows: [{ name: "weekdays", start: "45 7 * * MON-FRI", duration: "PT11H15M", tier: "M20" }],
    },
  ],
};

async function main(): Promise<void> {
  const { dir, remove } = temporaryFolder("atlas-cluster-scheduler-picture-");
  const scheduleFile = join(dir, "schedule.json");
  writeFileSync(scheduleFile, formatJson(schedule));
  const started = await startAtlas({
    ...{ port: 0, scheduleFile, appDir: null, isEmpty: false, speed: "step", startMs: START },
    ...{ seed: null, clustersFile: null, stateFile: null },
  });
  const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
  try {
    const page = await browser.newPage({ viewport: VIEW, colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(started.atlas.url);
    await live(page, started.atlas.url);
    await arrange(page);
    const file = join(projectDir, "src/local/console/console.png");
    await page.screenshot({ path: file });
    process.stdout.write(`${file}\n`);
  } finally {
    await browser.close();
    await started.stop();
    remove();
  }
}

/** Somebody changes a cluster by hand, and the trigger of the billing run does not fire. */
async function live(page: Page, url: string): Promise<void> {
  const ask = async (path: string, body: unknown) => {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`${url}${CONSOLE}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  };
  const stepTo = async (to: number) => {
    await ask("/clock/step", { to });
    // What local Atlas had to answer takes it some milliseconds further.
    await page.getByText(utcText(to, "seconds")).waitFor({ timeout: 120_000 });
    await page.getByText("paused", { exact: true }).first().waitFor();
  };
  await stepTo(BOUNDARY - 26 * HOUR_MS);
  await ask("/clusters/change", { cluster: `${localProject.id}/dev-search`, size: "M30" });
  await stepTo(BOUNDARY - 60_000);
  await ask("/faults/firing", { fate: "lost", times: 1 });
  await stepTo(BOUNDARY + HOUR_MS);
}

async function arrange(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Close the first steps" }).click();
  await page.getByRole("button", { name: "Load of Cluster0" }).click();
  await page.getByRole("button", { name: "Zoom in" }).click();
  await page.locator(".load-chart canvas").first().waitFor();
  // Whatever was asked for last is drawn when the network has nothing more to do but the feed.
  await page.locator(".stage .lane-line").nth(2).waitFor();
  const lane = page.getByRole("slider", { name: "History and plan of Cluster0" });
  await lane.focus();
  for (const key of ["n", "[", "ArrowRight"]) await page.keyboard.press(key);
}

void runCommand(main);

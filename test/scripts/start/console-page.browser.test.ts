/** The console page, used as a person would, on local Atlas as `npm start` serves it. */
import { afterAll, afterEach, beforeEach, expect, it } from "@jest/globals";
import type { StartedAtlas } from "../../../scripts/start/run";
import { describeInBrowser } from "../../local/console/a-browser";
import { aSchedule, aScratchFolder, start } from "./a-start";

const scratch = aScratchFolder();
afterAll(() => scratch.remove());

describeInBrowser("the console of npm start", (browser) => {
  let started: StartedAtlas;
  beforeEach(async () => {
    const file = scratch.write("schedule.json", aSchedule("shop"));
    started = await start("--schedule", file, "--at", "2026-11-01T11:50Z");
  });
  afterEach(() => started.stop());

  const opened = async (address: string) => await browser.open(`${started.atlas.url}/${address}`);

  it("shows that a missed trigger is made up for, down to the change that did it", async () => {
    const { page, complaints } = await opened("#faults");
    await page.getByLabel("Trigger").first().selectOption("heartbeat");
    await page.getByRole("button", { name: "Lose the next firing" }).click();
    await page.getByRole("link", { name: "1 fault armed" }).waitFor();
    await page.getByRole("link", { name: "Triggers" }).click();
    await page.getByRole("button", { name: "+1 h" }).click();
    await page
      .getByText(/2026-11-01 12:50:\d\d UTC/)
      .first()
      .waitFor();
    const row = page.getByRole("row", { name: "heartbeat" });
    await row.getByText("A firing was lost").waitFor();
    await row.getByRole("link", { name: /^the run at Sun 2026-11-01 12:/ }).click();
    await page.getByRole("heading", { name: "A run" }).waitFor();
    await page.getByRole("link", { name: /^PATCH / }).click();
    await page.getByText("shop: resize M10 to M20").waitFor();
    const change = page.getByRole("row", { name: /electableSpecs\.instanceSize/ });
    expect(await change.locator("del").innerText()).toBe('"M10"');
    expect(await change.locator("ins").innerText()).toBe('"M20"');
    expect(complaints).toEqual([]);
  });

  it("applies a schedule that was edited in it, which the next run follows", async () => {
    const { page } = await opened("#schedule");
    const editor = page.getByRole("textbox", { name: "The schedule document" });
    await page.getByText("No errors, no warnings.").waitFor();
    await editor.fill((await editor.innerText()).replace("M10", "M30").replace("M20", "M31"));
    await page.getByRole("button", { name: /schedules\[0\]\.windows\[0\]\.tier: unknown tier/ }).click();
    await page.keyboard.type('"M40"');
    await page.getByText("shop would be M30 instead of M10").waitFor();
    await editor.press("Control+s");
    await page.getByRole("dialog").getByRole("button", { name: "Apply" }).click();
    await page.getByText("The schedule is in force.").waitFor();
    await page.goto(`${started.atlas.url}/#functions/reconcile`);
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText("✓ succeeded").waitFor();
    await page.getByRole("link", { name: /^PATCH / }).click();
    await page.getByText("shop: resize M10 to M30").waitFor();
  });

  it("puts back what it exported, and begins anew", async () => {
    const { page } = await opened("#state");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export to a file" }).click();
    const file = await (await download).path();
    const clock = page.locator(".top");
    await page.getByRole("button", { name: "+1 h" }).click();
    await clock.getByText(/2026-11-01 12:50:\d\d UTC/).waitFor();
    await page.getByLabel("File that was exported").setInputFiles(file);
    await page.getByRole("button", { name: "Import…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Replace everything" }).click();
    await clock.getByText(/2026-11-01 11:50:\d\d UTC/).waitFor();
    await page.getByRole("button", { name: "+1 h" }).click();
    await clock.getByText(/2026-11-01 12:50:\d\d UTC/).waitFor();
    await page.getByRole("button", { name: "Reset…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Reset" }).click();
    await clock.getByText(/2026-11-01 11:50:\d\d UTC/).waitFor();
    await page.getByText("Local Atlas is as it was when it started.").waitFor();
  });
});

import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { describeInBrowser, everyLook } from "./a-browser";
import { aConsole, type TestConsole } from "./a-console";

const NOW = Date.parse("2026-12-01T12:00:00Z");

describeInBrowser("the console page", (browser) => {
  let local: TestConsole;
  beforeAll(async () => {
    local = await aConsole({ clock: { now: NOW, beganAt: NOW, speed: "step", stepsTo: null, nextBoundary: null } });
  });
  afterAll(() => local.stop());

  it.each(everyLook)("opens without a complaint and asks only its own server: $width px, $scheme", async (look) => {
    const opened = await browser.open(local.url, look);
    await opened.page.getByRole("navigation", { name: "Views" }).waitFor();
    await opened.page.getByText("2026-12-01").first().waitFor();
    expect(await opened.axeFindings()).toEqual([]);
    expect(opened.complaints).toEqual([]);
    expect(opened.foreignRequests).toEqual([]);
  });

  it("does not scroll sideways on a phone", async () => {
    const { page, overflow } = await browser.open(local.url, { width: 390, height: 844 });
    await page.getByRole("navigation", { name: "Views" }).waitFor();
    expect(await overflow()).toBe(0);
  });
});

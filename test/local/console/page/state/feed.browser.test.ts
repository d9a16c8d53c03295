import { afterEach, beforeEach, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { describeInBrowser } from "../../a-browser";
import { aConsole, type TestConsole } from "../../a-console";
import { aClock, aFrame, HOUR, NOW } from "../a-world";

/** As when another tab comes to the front, or this one does: a page without a window is always seen. */
const show = (page: Page, state: "hidden" | "visible") =>
  page.evaluate(
    `Object.defineProperty(document, "visibilityState", { value: "${state}", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"))`,
  );

describeInBrowser("the feed", (browser) => {
  let local: TestConsole;
  beforeEach(async () => {
    local = await aConsole(aFrame());
  });
  afterEach(() => local.stop());

  it("is given back by a tab that nobody sees, and tells it everything when somebody does again", async () => {
    const { page } = await browser.open(local.url);
    await page.getByText("2026-12-01 12:10:00 UTC").waitFor();
    await show(page, "hidden");
    await local.whenListening(0);
    local.tell({ clock: aClock({ now: NOW + HOUR }) });
    await show(page, "visible");
    await page.getByText("2026-12-01 13:10:00 UTC").waitFor();
    await local.whenListening(1);
  });

  it("is not taken up again out of sight, whatever becomes of local Atlas", async () => {
    const { page } = await browser.open(local.url);
    await page.getByText("2026-12-01 12:10:00 UTC").waitFor();
    local.goAway();
    await page.getByText("Local Atlas does not answer").waitFor();
    await show(page, "hidden");
    local.comeBack();
    await show(page, "visible");
    await page.getByText("Local Atlas does not answer").waitFor({ state: "detached" });
    await local.whenListening(1);
  });
});

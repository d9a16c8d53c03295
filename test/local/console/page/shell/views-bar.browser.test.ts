import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { describeInBrowser, eventually } from "../../a-browser";
import { aConsole, type TestConsole } from "../../a-console";
import { aFrame } from "../a-world";

describeInBrowser("the bar of views, wider than a phone", (browser) => {
  let local: TestConsole;
  beforeAll(async () => {
    local = await aConsole(aFrame());
  });
  afterAll(() => local.stop());

  it("shows the chosen view", async () => {
    const { page } = await browser.open(`${local.url}/#state`, { width: 390, height: 844 });
    const isSeen = (name: string) =>
      eventually(async () =>
        expect(
          await page.evaluate(`(() => {
            const link = document.querySelector(".views a[aria-current]");
            const { left, right } = link.getBoundingClientRect();
            return { name: link.textContent, isSeen: left >= 0 && right <= innerWidth };
          })()`),
        ).toEqual({ name, isSeen: true }),
      );
    await isSeen("State");
    await page.getByRole("main").focus();
    await page.keyboard.press("1");
    await isSeen("Clusters");
  });
});

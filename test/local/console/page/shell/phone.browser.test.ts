import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { describeInBrowser } from "../../a-browser";
import { aConsole, type TestConsole } from "../../a-console";
import { aFrame } from "../a-world";

const text = JSON.stringify({ schedules: [{ name: "x".repeat(300) }] });

describeInBrowser("a phone", (browser) => {
  let local: TestConsole;
  beforeAll(async () => {
    const frame = aFrame({ schedule: { text, zone: "Europe/Berlin", revision: "1" } });
    local = await aConsole(frame, {
      "POST /schedule/check": () => ({ issues: [], warnings: [], lanes: [], changes: [] }),
    });
  });
  afterAll(() => local.stop());

  it("has all views within its width, and an editor of long lines that is scrolled by keys", async () => {
    const { page, axeFindings } = await browser.open(`${local.url}/#schedule`, { width: 390, height: 844 });
    await page.getByRole("textbox", { name: "The schedule document" }).getByText("schedules").first().waitFor();
    const views = await page.getByRole("navigation", { name: "Views" }).getByRole("link").all();
    const ends = await Promise.all(views.map(async (view) => (await view.boundingBox()) ?? { x: -1, width: 0 }));
    expect(ends.filter(({ x, width }) => x >= 0 && x + width <= 390)).toHaveLength(7);
    expect(await axeFindings()).toEqual([]);
  });
});

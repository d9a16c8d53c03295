import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "@jest/globals";
import { reportPage } from "../../../../scripts/demo/report/report-page";
import { describeInBrowser, eventually, everyLook } from "../../../local/console/a-browser";
import { aResult, aStory, asked, noon } from "./a-report";

const file = join(mkdtempSync(join(tmpdir(), "report-page-")), "report.html");
const notable = [
  { at: noon, trigger: "heartbeat", outcome: "failed" as const, says: ["a summary", "FAILED: Cluster0"] },
];
const prices = {
  file: "prices.json",
  currency: "USD",
  hourly: new Map([
    ["M10", 0.1],
    ["M50", 2],
  ]),
};
const story = aStory({ asked: [asked(), asked({ status: 409, errorCode: "OUT_OF_CAPACITY", before: undefined })] });
writeFileSync(file, reportPage(aResult({ runs: { total: 9, failed: 1, notable } }), story, prices));
const address = pathToFileURL(file).href;

describeInBrowser("the report of a demo", (browser) => {
  it("asks for nothing, breaks no rule of its policy, is accessible and fits every width and theme", async () => {
    for (const look of everyLook) {
      const { page, complaints, foreignRequests, axeFindings, overflow } = await browser.open(address, look);
      await page.locator("details").first().locator("summary").click();
      expect(await axeFindings()).toEqual([]);
      expect({ complaints, foreignRequests, overflow: await overflow() }).toEqual({
        complaints: [],
        foreignRequests: [],
        overflow: 0,
      });
    }
  });

  it("opens a request by keyboard, and reads a lane with what was planned and what was", async () => {
    const { page } = await browser.open(address);
    await page.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    await page.getByText("electableSpecs.instanceSize").first().waitFor();
    await page.getByRole("region", { name: "Clusters: lanes" }).focus();
    for (let turn = 0; turn < 2; turn += 1) await page.keyboard.press("Shift+ArrowRight");
    await eventually(async () =>
      expect(await page.locator(".lanes-reading li").allTextContents()).toEqual([
        "Cluster0: M50 (month-start); it was M10, M50, changing to M50, 1 of 3 nodes done",
      ]),
    );
  });
});

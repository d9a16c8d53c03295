import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "@jest/globals";
import { planPage } from "../../../../scripts/plan/shown/page/plan-page";
import { describeInBrowser } from "../../../local/console/a-browser";
import { aDocument, aSchedule, officeHours, planOf } from "../builders";

/** From day to day, and one that lasts for weeks. */
const short = { name: "short", start: "0 4 5 * *", duration: "PT5M", tier: "M20" };
const document = aDocument(officeHours({ timezone: "America/New_York" }), aSchedule({ windows: [short] }));
const plan = planOf(document, "2026-11-26T00:00Z", "2026-12-26T00:00Z");
const file = join(mkdtempSync(join(tmpdir(), "plan-width-")), "plan.html");
writeFileSync(file, planPage(plan, { prices: null, against: null }, plan.from));

describeInBrowser("the page of a plan on a desk", (browser) => {
  it("shows every column of its tables", async () => {
    const { page } = await browser.open(pathToFileURL(file).href, { width: 1280, height: 900 });
    await page.getByRole("cell", { name: "or longer" }).first().waitFor();
    const cut = await page.evaluate(
      `[...document.querySelectorAll(".table")].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map((table) => table.ariaLabel)`,
    );
    expect(cut).toEqual([]);
  });
});

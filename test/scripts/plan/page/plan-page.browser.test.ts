import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "@jest/globals";
import { comparePlans } from "../../../../scripts/lib/planning/diff";
import type { Plan } from "../../../../scripts/lib/planning/schedule";
import { diffPage } from "../../../../scripts/plan/shown/page/diff-page";
import { planPage } from "../../../../scripts/plan/shown/page/plan-page";
import { describeInBrowser, eventually, everyLook } from "../../../local/console/a-browser";
import { aDocument, aSchedule, officeHours, planOf } from "../builders";

const hostile = `</script><script>document.title="run"</script>\u202e"'`;
const launch = { name: "launch", from: "2026-12-01T00:00", until: "2026-12-01T18:00", tier: "M60" };
const monthStart = { name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50" };
const sale = { name: "sale", start: "0 6 * * FRI#L", duration: "P2D", autoScaling: { min: "M50", max: "M80" } };

function aPlan(changes = {}): Plan {
  const document = aDocument(
    aSchedule({ windows: [launch, monthStart], ...changes }),
    officeHours({ clusters: [{ tags: { env: hostile } }] }),
    aSchedule({
      name: "auto",
      clusters: ["auto"],
      baseline: { autoScaling: { min: "M30", max: "M60" } },
      windows: [sale],
    }),
    aSchedule({
      name: "other",
      baseline: { unmanaged: true },
      windows: [{ name: "night", from: launch.from, until: launch.until, paused: true }],
    }),
  );
  return planOf(document, "2026-11-20T00:00Z", "2027-01-06T00:00Z");
}

const now = Date.parse("2026-11-30T00:00Z");
const hourly = new Map(
  ["M10", "M20", "M50", "M60", "M30-M60", "M50-M80", "unmanaged"].map((size, index) => [size, index]),
);
const prices = { file: "prices.json", currency: "USD", hourly };
const folder = mkdtempSync(join(tmpdir(), "plan-page-"));

function address(name: string, page: string): string {
  const file = join(folder, name);
  writeFileSync(file, page);
  return pathToFileURL(file).href;
}

const planAddress = address("plan.html", planPage(aPlan(), { prices, against: null }, now));
const [was, is] = [aPlan({ windows: [monthStart] }), aPlan()];
const diffAddress = address("diff.html", diffPage(was, is, comparePlans(was, is), prices, now));

describeInBrowser("the page of a plan", (browser) => {
  it.each([
    ["plan", planAddress, everyLook],
    ["comparison", diffAddress, [everyLook[0], everyLook[3]]],
  ])(
    "asks for nothing, breaks no rule of its policy, is accessible and fits every width and theme: the %s",
    async (_what, url, looks) => {
      for (const look of looks) {
        const { page, complaints, foreignRequests, axeFindings, overflow } = await browser.open(url, look);
        expect(await axeFindings()).toEqual([]);
        expect({ complaints, foreignRequests, overflow: await overflow() }).toEqual({
          complaints: [],
          foreignRequests: [],
          overflow: 0,
        });
        expect(await page.title()).toMatch(/^billing, office-hours, auto and 1 more: /);
      }
    },
  );

  it("lets its boundaries be filtered and sorted by keyboard", async () => {
    const { page } = await browser.open(planAddress);
    const rows = page.getByRole("region", { name: "Boundaries, as a table" }).locator("tbody tr:visible");
    const whole = await rows.count();
    await page.getByLabel("Filter boundaries").focus();
    await page.keyboard.type("m60 billing");
    await eventually(async () =>
      expect(await rows.allTextContents()).toEqual([
        expect.stringContaining("M10M60launch"),
        expect.stringContaining("M60M50month-start"),
      ]),
    );
    await page.getByText(`2 of ${whole} rows`).waitFor();
    const head = page
      .getByRole("region", { name: "Boundaries, as a table" })
      .getByRole("columnheader", { name: "UTC" });
    await head.getByRole("button").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    await eventually(async () => expect(await head.getAttribute("aria-sort")).toBe("descending"));
    await rows.first().and(page.locator(":has-text('M60M50month-start')")).waitFor();
  });

  it("reads its lanes at an instant by keyboard, in both zones, from change to change with Shift", async () => {
    const { page } = await browser.open(planAddress);
    await page.getByRole("region", { name: "Schedules: lanes" }).focus();
    const reading = page.locator(".lanes-reading").first();
    await page.keyboard.press("Home");
    for (let turn = 0; turn < 2; turn += 1) await page.keyboard.press("Shift+ArrowRight");
    await eventually(async () =>
      expect(await reading.locator("p, li").allTextContents()).toEqual([
        "Sat 2026-11-21 00:00 UTC · Fri 2026-11-20 19:00 America/New_York",
        "billing: M10 (baseline)",
        "office-hours: paused (baseline)",
        "auto: M30-M60 (baseline)",
        "other: unmanaged (baseline)",
      ]),
    );
    expect(await reading.getAttribute("aria-live")).toBe("polite");
  });

  it("is read by a pointer too, which nobody reads out", async () => {
    const { page } = await browser.open(planAddress);
    await page.locator("svg.lane").nth(2).hover();
    const reading = page.locator(".lanes-reading").first();
    await eventually(async () => expect(await reading.locator("li").count()).toBe(4));
    expect(await reading.getAttribute("aria-live")).toBe("off");
  });

  it("prints light, without what only a screen can use, and with every row", async () => {
    const { page } = await browser.open(planAddress, { scheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.locator(".filter-bar:visible, .lanes-reading:visible").count()).toBe(0);
    const seen = await page.evaluate(`[
      getComputedStyle(document.body).backgroundColor,
      [...document.querySelectorAll(".table, .lanes-scroll")].some((box) => box.scrollHeight > box.clientHeight + 1),
    ]`);
    expect(seen).toEqual(["rgb(255, 255, 255)", false]);
    const openMonths = () => page.locator("details.month[open]").count();
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await openMonths()).toBe(3);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await openMonths()).toBe(0);
    expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
  });

  it("says everything without its script", async () => {
    const { page } = await browser.open(planAddress);
    const context = await page.context().browser()?.newContext({ javaScriptEnabled: false });
    const still = await context?.newPage();
    await still?.goto(planAddress);
    expect(await still?.locator(".filter-bar, .sort, .lanes-reading").count()).toBe(0);
    expect(
      await still?.getByRole("region", { name: "Boundaries, as a table" }).locator("tbody tr").count(),
    ).toBeGreaterThan(50);
    await context?.close();
  });
});

import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { comparePlans } from "../../../../scripts/lib/planning/diff";
import { findingsOf } from "../../../../scripts/lib/planning/findings";
import { plan } from "../../../../scripts/plan";
import { diffPage } from "../../../../scripts/plan/shown/page/diff-page";
import { marksOf } from "../../../../scripts/plan/shown/page/marks";
import { namesOf } from "../../../../scripts/plan/shown/page/names";
import { planPage } from "../../../../scripts/plan/shown/page/plan-page";
import { endOf } from "../../a-command";
import { aDocument, aSchedule, byHours, jsonFile, officeHours, planOf } from "../builders";

const from = "2026-10-30T00:00Z";
const until = "2026-11-05T00:00Z";
const now = Date.parse("2026-11-01T00:00Z");
const aPlan = (...schedules: ReturnType<typeof aSchedule>[]) => planOf(aDocument(...schedules), from, until);
const prices = {
  file: "prices.json",
  currency: "USD",
  hourly: new Map([
    ["M10", 0.1],
    ["M50", 2],
  ]),
};

describe("planPage", () => {
  it("is called by its schedules, and names the file as a fact beside", () => {
    const page = planPage(aPlan(aSchedule(), officeHours()), byHours, now);
    expect(page).toContain("<title>billing, office-hours: plan</title>");
    expect(page).toContain("<h1>billing, office-hours</h1>");
    expect(page).toContain("schedule.json; time zone data");
  });

  it("counts the schedules that its title has no room for", () => {
    const many = ["a", "b", "c", "d", "e"].map((name) => aSchedule({ name, clusters: [name] }));
    expect(namesOf(aPlan(...many))).toBe("a, b, c and 2 more");
  });

  it("shows hostile text as text", () => {
    const tagged = officeHours({ clusters: [{ tags: { a: "<script>alert('x')</script>\u202e" } }] });
    const page = planPage(aPlan(aSchedule(), tagged), byHours, now);
    expect(page).toContain("a=&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain("\u202e");
  });

  it("has every boundary in both zones, and how long it lasts", () => {
    const page = planPage(aPlan(officeHours()), byHours, now);
    expect(page).toContain(">Mon 2026-11-02 12:45</td>");
    expect(page).toContain(">Mon 2026-11-02 07:45 -05:00 America/New_York</td>");
    expect(page).toContain(">11 h 15 min</td>");
    expect(planPage(aPlan(aSchedule({ windows: [] })), byHours, now)).toContain(
      "None: no target changes in this time.",
    );
  });

  it("says what the cost takes for granted where there are prices, and nothing of it otherwise", () => {
    const page = planPage(aPlan(aSchedule()), { prices, against: null }, now);
    expect(page).toContain("Hours and cost of each cluster");
    expect(page).toContain("is taken to give the price of one hour of a whole cluster");
    expect(planPage(aPlan(aSchedule()), byHours, now)).not.toContain("cost");
  });

  it("says so where changes are too close to be drawn apart", () => {
    const hourly = aSchedule({ windows: [{ name: "w", start: "0 * * * *", duration: "PT10M", tier: "M20" }] });
    const told = (until: string) =>
      planPage(planOf(aDocument(hourly), "2026-11-20T00:00Z", until), byHours, now).includes(
        "too close to be drawn apart",
      );
    expect([told("2026-11-21T00:00Z"), told("2026-12-25T00:00Z")]).toEqual([false, true]);
  });

  it("has a picture of each month beside that of the whole, for a plan of more than a few weeks", () => {
    const page = planPage(planOf(aDocument(aSchedule()), "2026-11-20T00:00Z", "2027-02-02T00:00Z"), byHours, now);
    expect([...page.matchAll(/<summary>([^<]+)</g)].map(([, month]) => month)).toEqual([
      "2026-11",
      "2026-12",
      "2027-01",
      "2027-02",
    ]);
  });
});

describe("the marks of a plan", () => {
  const launch = { name: "launch", from: "2026-11-01T00:00", until: "2026-11-01T18:00", tier: "M60" };
  const monthStart = { name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50" };
  const brief = { name: "brief", start: "0 0 * * SAT", duration: "PT5M", tier: "M20" };
  const conflicting = aPlan(aSchedule({ windows: [launch, monthStart, brief] }), officeHours());
  const ofSchedule = (index: number) => {
    const planned = conflicting.schedules[index];
    return planned === undefined ? [] : marksOf(planned, index, findingsOf(conflicting));
  };

  it("stand where windows overlap, and where the window that a warning is about opens first", () => {
    expect(ofSchedule(0)).toEqual([
      {
        at: Date.parse("2026-11-01T12:00Z"),
        until: Date.parse("2026-11-01T18:00Z"),
        kind: "conflict",
        says: "windows launch and month-start overlap: M60 wins over M50, because launch comes first in the list",
      },
      expect.objectContaining({ at: Date.parse("2026-10-31T00:00Z"), kind: "warning" }),
    ]);
  });

  it("are those of their own schedule", () => {
    expect(ofSchedule(1)).toEqual([]);
  });
});

describe("diffPage", () => {
  const was = aPlan(aSchedule(), officeHours(), aSchedule({ name: "gone", clusters: ["gone"] }));
  const later = { name: "weekdays", start: "45 8 * * MON-FRI", duration: "PT11H15M", tier: "M20" };
  const is = aPlan(aSchedule(), officeHours({ windows: [later] }));
  const page = diffPage(was, is, comparePlans(was, is), prices, now);

  it("has a lane before and one after for each schedule, also where one of them is not there", () => {
    const names = [...page.matchAll(/aria-label="([^"]+): sizes over time/g)].map(([, name]) => name);
    expect(names).toEqual([
      ...["billing, before", "billing, after", "office-hours, before", "office-hours, after"],
      ...["gone, before", "gone, after"],
    ]);
    expect(page).toContain('<strong>gone</strong> <span class="quiet">no such schedule</span>');
  });

  it("tells what was added, removed and moved, and what that means for hours and cost", () => {
    const summary = /Boundaries: [^<]*/.exec(page)?.[0];
    // The end of the window that opens the day before the plan now falls into it; before it did not.
    expect(summary).toBe("Boundaries: 1 added, 2 removed, 7 moved, 0 changed, 2 unchanged.");
    expect(page).toContain("was at Mon 2026-11-02 12:45 UTC");
    expect(page).toContain("cost of a cluster");
    expect(page).toContain("no cost: prices.json has no price for M20");
  });
});

describe("npm run plan -- --html", () => {
  it("prints the page, or writes it into the file and says so", async () => {
    const schedule = jsonFile(aDocument(aSchedule()));
    const printed = await endOf(plan, ["--schedule", schedule, "--html"]);
    expect(printed).toMatchObject({ code: 0, err: "", out: expect.stringMatching(/^<!doctype html>/) });
    const file = join(mkdtempSync(join(tmpdir(), "plan-")), "plan.html");
    const written = await endOf(plan, ["--schedule", schedule, "--html", file, "--diff", schedule]);
    expect(written).toEqual({ code: 0, err: "", out: `Wrote ${file}: open it in a browser.\n` });
    expect(readFileSync(file, "utf8")).toContain("billing: what the edit changes");
  });

  it("writes over no file that is not such a page", async () => {
    const schedule = jsonFile(aDocument(aSchedule()));
    const before = readFileSync(schedule, "utf8");
    expect(await endOf(plan, ["--schedule", schedule, "--html", schedule])).toMatchObject({ code: 2, out: "" });
    expect(readFileSync(schedule, "utf8")).toBe(before);
    expect(existsSync(`${schedule}.html`)).toBe(false);
  });
});

import { afterAll, beforeAll, it } from "@jest/globals";
import { describeInBrowser } from "../../../../a-browser";
import { aConsole, type TestConsole } from "../../../../a-console";
import { aClock, aCluster, aFrame, aLane, HOUR, NOW } from "../../../a-world";

const unscheduled = Array.from({ length: 30 }, (_, index) => aCluster(`other-${index}`, { scheduled: null }));

describeInBrowser("the first steps among many clusters", (browser) => {
  let local: TestConsole;
  beforeAll(async () => {
    local = await aConsole(aFrame({ clusters: [...unscheduled, aCluster("zoo")] }), {
      "GET /lanes": () => ({ lanes: [aLane("zoo")] }),
      "GET /load": () => ({ at: [], operationsPerSecond: [], latencyMs: [] }),
      "PUT /clock": () => undefined,
      "POST /clock/step": () => undefined,
      "POST /faults/firing": () => undefined,
    });
  });
  afterAll(() => local.stop());

  it("end with the way to the cluster on which it is seen", async () => {
    const { page } = await browser.open(local.url);
    await page.getByRole("button", { name: "To a minute before the next boundary" }).click();
    local.tell({ clock: aClock({ now: NOW + 38 * HOUR - 60_000 }) });
    await page.getByRole("button", { name: "Lose the next firing" }).click();
    await page.getByRole("button", { name: "Step an hour", exact: true }).click();
    // Meanwhile the next boundary is another one.
    local.tell({ clock: aClock({ now: NOW + 39 * HOUR, nextBoundary: null }) });
    await page.getByRole("link", { name: "See the lane of zoo" }).click();
    await page.getByRole("heading", { name: "zoo" }).waitFor();
    await page.getByRole("slider", { name: "History and plan of zoo" }).waitFor();
  });
});

import { afterAll, beforeAll, it } from "@jest/globals";
import { describeInBrowser } from "../../../../a-browser";
import { type Asked, aConsole, type TestConsole } from "../../../../a-console";
import { aClock, aFrame, aLane, HOUR, NOW } from "../../../a-world";

const byHand = { at: NOW - HOUR, kind: "changed-by-hand", says: "Ada changed it." } as const;

describeInBrowser("a reset", (browser) => {
  let local: TestConsole;
  let isReset = false;
  beforeAll(async () => {
    local = await aConsole(aFrame({ isReset: true, worldId: "first" }), {
      "GET /lanes": (_: Asked) => ({ lanes: [aLane("Cluster0", { marks: isReset ? [] : [byHand] })] }),
    });
  });
  afterAll(() => local.stop());

  it("takes away what the page knew of the past, though the clusters are as they were", async () => {
    const { page } = await browser.open(local.url);
    const mark = page.getByRole("slider").locator(".lane-mark-changed-by-hand");
    await mark.waitFor();
    isReset = true;
    local.tell(aFrame({ isReset: true, worldId: "second", clock: aClock({ now: NOW - 2 * HOUR }) }));
    await mark.waitFor({ state: "detached" });
  });
});

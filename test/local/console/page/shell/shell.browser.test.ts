import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { describeInBrowser, eventually, everyLook } from "../../a-browser";
import { type Asked, aConsole, type TestConsole } from "../../a-console";
import { aClock, aFrame, aLane, HOUR, NOW } from "../a-world";

describeInBrowser("the frame of the page", (browser) => {
  let local: TestConsole;
  const answers = {
    "PUT /clock": ({ body }: Asked) => {
      const { speed } = body as { speed: number | "step" };
      if (speed === 600) throw new Error("not today");
      local.tell({ clock: aClock({ speed }) });
    },
    "POST /clock/step": () => undefined,
    "GET /lanes": () => ({ lanes: [aLane()] }),
  };
  beforeAll(async () => {
    local = await aConsole(aFrame(), answers);
  });
  beforeEach(() => local.tell({ clock: aClock() }));
  afterAll(() => local.stop());

  it.each([everyLook[0], everyLook[3]])(
    "opens without a complaint and asks only its own server: $width px, $scheme",
    async (look) => {
      const opened = await browser.open(local.url, look);
      await opened.page.getByText("2026-12-01 12:10:00 UTC").waitFor();
      await opened.page.getByText("2026-12-01 13:10:00 Europe/Berlin").waitFor();
      expect(await opened.axeFindings()).toEqual([]);
      expect(await opened.overflow()).toBe(0);
      expect(opened.complaints).toEqual([]);
      expect(opened.foreignRequests).toEqual([]);
    },
  );

  describe("the clock", () => {
    it("goes on at the chosen speed, and pauses, by its button and by the space bar", async () => {
      const { page } = await browser.open(local.url);
      await page.getByLabel("Speed of the clock").selectOption("3600");
      await page.getByRole("button", { name: "Go on" }).click();
      expect((await local.whenAsked("PUT", "/clock")).body).toEqual({ speed: 3600 });
      await page.getByRole("button", { name: "Pause" }).waitFor();
      await page.getByRole("main").focus();
      const since = local.asked.length;
      await page.keyboard.press(" ");
      expect((await local.whenAsked("PUT", "/clock", since)).body).toEqual({ speed: "step" });
      await page.getByRole("button", { name: "Go on" }).waitFor();
    });

    it.each([
      ["h", { minutes: 60 }],
      ["d", { minutes: 1_440 }],
      ["b", { boundary: true }],
    ])("steps by the key %s", async (key, body) => {
      const { page } = await browser.open(local.url);
      await page.getByText("Thu 2026-12-03 02:10 UTC (03:10 Europe/Berlin), in 1 d 14 h").waitFor();
      await page.getByRole("main").focus();
      const since = local.asked.length;
      await page.keyboard.press(key);
      expect((await local.whenAsked("POST", "/clock/step", since)).body).toEqual(body);
    });

    it("says the refusal of local Atlas as its sentence", async () => {
      local.tell({ clock: aClock({ speed: 60 }) });
      const { page } = await browser.open(local.url);
      await page.getByRole("button", { name: "Pause" }).waitFor();
      await page.getByLabel("Speed of the clock").selectOption("600");
      await page.getByText("not today").waitFor();
    });

    it("says that it steps", async () => {
      local.tell({ clock: aClock({ stepsTo: NOW + 2 * HOUR }) });
      const { page } = await browser.open(local.url);
      await page.getByText("stepping, 2 h to go").waitFor();
    });
  });

  it("lists its keys, which can be turned off, and goes to views by them", async () => {
    const { page } = await browser.open(local.url);
    await page.getByRole("main").focus();
    await page.keyboard.press("2");
    await page.waitForURL(/#triggers$/);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.getByLabel("Single keys work everywhere").uncheck();
    await page.keyboard.press("Escape");
    await page.getByRole("main").focus();
    await page.keyboard.press("3");
    await page.getByRole("link", { name: "State" }).click();
    await page.waitForURL(/#state$/);
    await page.getByRole("main", { name: "State" }).waitFor();
    await eventually(async () => expect(await page.title()).toBe("State · Local Atlas"));
  });

  it("says when local Atlas is gone, keeps what it knew, and comes again by itself", async () => {
    const own = await aConsole(aFrame());
    const { page } = await browser.open(own.url);
    await page.getByText("2026-12-01 12:10:00 UTC").waitFor();
    own.goAway();
    await page.getByText("Local Atlas does not answer").waitFor();
    await page.getByText("2026-12-01 12:10:00 UTC").waitFor();
    own.comeBack();
    await page.getByText("Local Atlas does not answer").waitFor({ state: "detached" });
    await own.stop();
  });
});

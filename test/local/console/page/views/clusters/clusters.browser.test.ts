import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Frame } from "../../../../../../src/local/console/protocol";
import { describeInBrowser, eventually, everyLook } from "../../../a-browser";
import { type Asked, aConsole, type TestConsole } from "../../../a-console";
import { aClock, aCluster, aFrame, aLane, HOUR, keyOf, NOW } from "../../a-world";

const query = ({ path }: Asked) => new URL(path, "http://local").searchParams;
const clustersOf = (asked: Asked) => query(asked).getAll("cluster");

const answers = {
  "GET /lanes": (asked: Asked) => ({ lanes: clustersOf(asked).map((key) => aLane(key.split("/")[1])) }),
  "GET /load": (asked: Asked) => {
    const [from, until] = [Number(query(asked).get("from")), Number(query(asked).get("until"))];
    const at = Array.from({ length: 100 }, (_, index) => from + ((until - from) * index) / 99);
    return { at, operationsPerSecond: at.map(() => 420), latencyMs: at.map(() => 6.25) };
  },
  "POST /clusters/change": ({ body }: Asked) => {
    if ((body as { size?: string }).size === "M9") throw new Error("Atlas has no tier M9 on AWS.");
  },
};

const drifted = aCluster("shop", {
  tags: [{ key: "env", value: "prod" }],
  badges: [{ kind: "drift", says: "Ada changed it to M30; it stays so until the next boundary.", at: NOW }],
});

describeInBrowser("the clusters view", (browser) => {
  let local: TestConsole;
  const serve = async (frame: Partial<Frame> = {}) => {
    local = await aConsole(aFrame({ clusters: [aCluster(), drifted], ...frame }), answers);
  };
  beforeEach(() => serve());
  afterEach(() => local.stop());

  it.each([everyLook[0], everyLook[3]])("has nothing against its list: $width px, $scheme", async (look) => {
    const opened = await browser.open(local.url, look);
    const { page } = opened;
    await page.getByRole("slider", { name: "History and plan of shop" }).waitFor();
    await page.getByRole("button", { name: "Load of shop" }).click();
    await page.getByText("Latency in ms (simulated)").waitFor();
    expect(await opened.axeFindings()).toEqual([]);
    expect(await opened.overflow()).toBe(0);
    expect([...opened.complaints, ...opened.foreignRequests]).toEqual([]);
  });

  it.each([everyLook[1], everyLook[2]])("has nothing against one cluster: $width px, $scheme", async (look) => {
    const opened = await browser.open(`${local.url}/#clusters/${encodeURIComponent(keyOf("shop"))}`, look);
    await opened.page.getByRole("slider", { name: "History and plan of shop" }).waitFor();
    await opened.page.getByText("Latency in ms (simulated)").waitFor();
    expect(await opened.axeFindings()).toEqual([]);
    expect(await opened.overflow()).toBe(0);
    expect([...opened.complaints, ...opened.foreignRequests]).toEqual([]);
  });

  it("says what each cluster is, should be and will be, and why it is otherwise", async () => {
    const { page } = await browser.open(local.url);
    const shop = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "shop", exact: true }) });
    await shop.getByText("M10 as scheduled").waitFor();
    await shop.getByText("M50 from Thu 2026-12-03 02:10 UTC").waitFor();
    await shop.getByText("Thu 2026-12-03 03:10 Europe/Berlin").waitFor();
    await shop.getByText("Ada changed it to M30; it stays so until the next boundary.").waitFor();
  });

  describe("a lane", () => {
    it("is read by a pointer, in both zones", async () => {
      const { page } = await browser.open(local.url);
      const lane = page.getByRole("slider", { name: "History and plan of Cluster0" });
      const { width = 0, height = 0 } = (await lane.boundingBox()) ?? {};
      await lane.hover({ position: { x: 48 + (width - 48) * 0.15, y: height / 2 } });
      await page.getByText(/^Sat 2026-11-28 \d\d:\d\d UTC \(\d\d:\d\d Europe\/Berlin\)$/).waitFor();
      await page
        .getByText(/^Should be M10 \(no window is open\), until Tue 2026-12-01 12:00 UTC/)
        .first()
        .waitFor();
    });

    it("is read aloud by keys: the mark before now, then the boundary after it", async () => {
      const { page } = await browser.open(local.url);
      const lane = page.getByRole("slider", { name: "History and plan of Cluster0" });
      const aloud = page.locator("[aria-live=polite]");
      await lane.focus();
      for (const key of ["n", "[", "["]) await page.keyboard.press(key);
      await aloud.getByText("The firing of heartbeat was lost.").waitFor();
      await page.keyboard.press("]");
      await aloud.getByText("Should be M50 (window month-start)").waitFor();
      await eventually(async () => expect(await lane.getAttribute("aria-valuetext")).toBe("Tue 2026-12-01 12:00 UTC"));
      await page.keyboard.press("Enter");
      await page.getByText("Operations a second (simulated)").waitFor();
      await page.keyboard.press("Escape");
      await eventually(async () => expect(await aloud.textContent()).toBe(""));
    });

    it("shows other times by a drag, by the wheel with Ctrl, and by the buttons, until it follows now again", async () => {
      const { page } = await browser.open(local.url);
      const lane = page.getByRole("slider", { name: "History and plan of Cluster0" });
      const follow = page.getByRole("button", { name: "Follow now" });
      const minutes = async (name: string) => Number(await lane.getAttribute(`aria-value${name}`));
      const inSight = async () => (await minutes("max")) - (await minutes("min"));
      const before = await minutes("min");
      await lane.hover();
      await page.mouse.down();
      await page.mouse.move(700, 400);
      await page.mouse.up();
      await page.locator("button[aria-pressed=false]", { hasText: "Follow now" }).waitFor();
      await eventually(async () => expect(await minutes("min")).toBeGreaterThan(before));
      await follow.click();
      await page.getByRole("button", { name: "Year" }).click();
      await eventually(async () => expect(await inSight()).toBe(366 * 1_440));
      await lane.hover();
      await page.keyboard.down("Control");
      await page.mouse.wheel(0, -200);
      await page.keyboard.up("Control");
      await eventually(async () => expect(await inSight()).toBe(183 * 1_440));
    });

    it("is asked for again when its cluster changed, and grows while time runs without being asked for", async () => {
      const { page } = await browser.open(local.url);
      await page.getByRole("slider", { name: "History and plan of shop" }).waitFor();
      const since = local.asked.length;
      local.tell({ clock: aClock({ now: NOW + HOUR }) });
      local.tell({ clusters: [{ ...drifted, size: "M30" }] });
      await local.whenAsked("GET", "/lanes", since);
      await page.getByText("M30, should be M10").waitFor();
      const again = local.asked.slice(since).filter(({ path }) => path.startsWith("/lanes"));
      expect(again.map(clustersOf)).toEqual([[keyOf("shop")]]);
    });
  });

  it("says why there are no lanes, and wraps what is long in it", async () => {
    await local.stop();
    local = await aConsole(aFrame(), {
      "GET /lanes": () => {
        throw new Error(`not ${"x".repeat(300)}`);
      },
    });
    const { page, overflow } = await browser.open(local.url, everyLook[2]);
    await page.getByText(/^The lanes could not be read: not x+$/).waitFor();
    expect(await overflow()).toBe(0);
  });

  it("finds clusters, and draws only those in sight of many", async () => {
    await local.stop();
    await serve({ clusters: Array.from({ length: 200 }, (_, index) => aCluster(`dev-${index}`)) });
    const { page, axeFindings } = await browser.open(local.url);
    await page.getByRole("slider", { name: "History and plan of dev-0", exact: true }).waitFor();
    expect(await page.getByRole("slider").count()).toBeLessThan(20);
    expect(await axeFindings()).toEqual([]);
    expect(local.asked.flatMap(clustersOf).length).toBeLessThan(40);
    expect(
      await page
        .getByRole("listitem")
        .filter({ has: page.getByText("dev-0") })
        .first()
        .getAttribute("aria-setsize"),
    ).toBe("200");
    await page.mouse.wheel(0, 200 * 120);
    await page.getByRole("slider", { name: "History and plan of dev-199" }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("dev-150 billing");
    await page.getByRole("slider", { name: "History and plan of dev-150" }).waitFor();
    await eventually(async () => expect(await page.getByRole("slider").count()).toBe(1));
    await page.getByLabel("Clusters shown").selectOption("badges");
    await page.getByText("No cluster is like this").waitFor();
  });

  it("shows hostile names and tags as text", async () => {
    await local.stop();
    const name = "<img src=x onerror=alert(1)>\u202Etxt";
    await serve({ clusters: [aCluster(name, { tags: [{ key: "</td><script>", value: "\u0007" }] })] });
    const opened = await browser.open(local.url);
    await opened.page.getByRole("link", { name: "<img src=x onerror=alert(1)>⟨U+202E⟩txt" }).click();
    await opened.page.getByRole("heading", { name: "<img src=x onerror=alert(1)>⟨U+202E⟩txt" }).waitFor();
    await opened.page.getByText("</td><script>", { exact: true }).waitFor();
    expect(opened.complaints).toEqual([]);
  });

  describe("one cluster", () => {
    const openShop = async () => {
      const { page } = await browser.open(`${local.url}/#clusters/${encodeURIComponent(keyOf("shop"))}`);
      await page.getByRole("heading", { name: "Change by hand" }).waitFor();
      return page;
    };
    const changes = () => local.asked.filter(({ method }) => method === "POST").map(({ body }) => body);

    it("is changed by hand, and a refusal is told as its sentence", async () => {
      const page = await openShop();
      await page.getByLabel("New size").fill("M9");
      await page.keyboard.press("Enter");
      await page.getByText("Atlas has no tier M9 on AWS.").waitFor();
      await page.getByLabel("New size").fill("M40");
      await page.getByRole("button", { name: "Change size" }).click();
      await page.getByText("Atlas took it: it will be M40.").waitFor();
      await page.getByRole("button", { name: "Pause cluster" }).click();
      await page.getByText("Atlas took it: the cluster is paused.").waitFor();
      const cluster = keyOf("shop");
      expect(changes()).toEqual([
        { cluster, size: "M9" },
        { cluster, size: "M40" },
        { cluster, paused: true },
      ]);
    });

    it("gets tags, loses them, and is held by one", async () => {
      const page = await openShop();
      await page.getByLabel("Key", { exact: true }).fill("team");
      await page.getByLabel("Value").fill("sales");
      await page.getByRole("button", { name: "Set tag" }).click();
      await page.getByText("Tag team is set.").waitFor();
      await page.getByRole("button", { name: "Delete tag env" }).click();
      await page.getByText("Tag env is deleted.").waitFor();
      await page.getByLabel("Hold as it is until (UTC)").fill("2026-12-05T08:30");
      await page.getByRole("button", { name: "Hold", exact: true }).click();
      await page.getByText("Tag scheduler-hold is set.").waitFor();
      const env = { key: "env", value: "prod" };
      expect(changes()).toEqual([
        { cluster: keyOf("shop"), tags: [env, { key: "team", value: "sales" }] },
        { cluster: keyOf("shop"), tags: [] },
        { cluster: keyOf("shop"), tags: [env, { key: "scheduler-hold", value: "20261205T0830Z" }] },
      ]);
    });

    it("that is not there is said to be gone", async () => {
      const { page } = await browser.open(`${local.url}/#clusters/nowhere`);
      await page.getByText("There is no such cluster").waitFor();
      await page.getByRole("link", { name: "All clusters" }).click();
      await page.getByRole("slider", { name: "History and plan of shop" }).waitFor();
    });
  });
});

describeInBrowser("the first steps", (browser) => {
  it("lose the trigger of the next boundary, let an hour pass, and stay closed once they are", async () => {
    const local = await aConsole(aFrame(), {
      ...answers,
      ...{ "PUT /clock": () => undefined, "POST /clock/step": () => undefined, "POST /faults/firing": () => undefined },
    });
    const { page } = await browser.open(local.url);
    await page.getByRole("button", { name: "To a minute before the next boundary" }).click();
    await page.getByText("When the clock is there").waitFor();
    await page.locator("button:disabled", { hasText: "Lose the next firing" }).waitFor();
    local.tell({ clock: aClock({ now: NOW + 38 * HOUR - 60_000 }) });
    await page.getByRole("button", { name: "Lose the next firing" }).click();
    await page.getByText("The next firing of any trigger will be lost").waitFor();
    await page.getByRole("button", { name: "Step an hour", exact: true }).click();
    await page.getByText("Look at the lane").waitFor();
    expect(local.asked.filter(({ method }) => method !== "GET").map(({ body }) => body)).toEqual([
      { speed: "step" },
      { to: NOW + 38 * HOUR - 60_000 },
      { fate: "lost", times: 1 },
      { minutes: 60 },
    ]);
    await page.getByRole("button", { name: "Close the first steps" }).click();
    await page.reload();
    await page.getByRole("button", { name: "Show me that a missed trigger is made up for" }).click();
    await page.getByRole("complementary", { name: "First steps" }).waitFor();
    await local.stop();
  });
});

import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { describeInBrowser } from "../../../a-browser";
import { aConsole, type TestConsole } from "../../../a-console";
import { aPatch, aRequest } from "../../a-history";
import { aFrame } from "../../a-world";

const COUNT = 2_000;

const requests = Array.from({ length: COUNT }, (_, index) => {
  const id = index + 1;
  return id % 500 === 0 ? aPatch(id) : aRequest(id, { isLook: id % 10 === 1 });
});

describeInBrowser("the requests", (browser) => {
  let local: TestConsole;
  let last = COUNT;
  beforeAll(async () => {
    local = await aConsole(aFrame({ requests }), { "GET /requests/2000": () => aPatch(2_000) });
  });
  afterAll(() => local.stop());

  const come = () => {
    last += 1;
    local.tell({ requests: [aRequest(last, { path: `/api/atlas/v2/newest/${last}` })] });
  };

  it("are two thousand of which only those in sight are drawn", async () => {
    const { page } = await browser.open(`${local.url}/#requests`);
    const list = page.getByRole("region", { name: /requests, the newest first/ });
    await list.getByRole("listitem").first().waitFor();
    expect(await list.getAttribute("aria-label")).toBe("1800 requests, the newest first");
    expect(await list.getByRole("listitem").count()).toBeLessThan(60);
    await page.evaluate("document.querySelector('.long-list').scrollTo({ top: 1e6 })");
    await list.locator('[aria-posinset="1800"]').waitFor();
    expect(await list.getByRole("listitem").count()).toBeLessThan(60);
  });

  it("stand still while somebody reads further down, and say how many came", async () => {
    const { page } = await browser.open(`${local.url}/#requests`);
    const list = page.getByRole("region", { name: /requests, the newest first/ });
    come();
    await list.getByText(`/newest/${last}`).waitFor();
    await page.evaluate("document.querySelector('.long-list').scrollTo({ top: 640 })");
    await list.locator('[aria-posinset="40"]').waitFor();
    const before = await list.locator('[aria-posinset="30"]').innerText();
    come();
    const more = page.getByRole("button", { name: "1 newer: show" });
    await more.waitFor();
    expect(await list.locator('[aria-posinset="30"]').innerText()).toBe(before);
    await more.click();
    await list.getByText(`/newest/${last}`).waitFor();
  });

  it("are paused by a button and filtered by words", async () => {
    const { page } = await browser.open(`${local.url}/#requests`);
    const pause = page.getByRole("button", { name: "Pause the list" });
    await pause.click();
    await page.locator("button[aria-pressed=true]", { hasText: "Pause the list" }).waitFor();
    come();
    await page.getByRole("button", { name: "1 newer: show" }).waitFor();
    await page.getByLabel("Writes only").check();
    await page.getByRole("region", { name: "4 requests, the newest first" }).waitFor();
    await page.getByLabel("Search").fill("nothing like it");
    await page.getByText("No request is like that").waitFor();
    await page.getByText("1 newer: show").waitFor();
  });

  it("show of a change why it was sent and what it altered, and are gone through by arrow keys", async () => {
    const { page } = await browser.open(`${local.url}/#requests/2000`);
    await page.getByText("The window month-start opened and wants M50.").waitFor();
    const row = page.getByRole("region", { name: "What it asked to change" }).last().getByRole("row").nth(1);
    expect((await row.innerText()).replaceAll(/\s+/g, " ")).toBe(
      'replicationSpecs[0].regionConfigs[0].electableSpecs.instanceSize "M10" "M50"',
    );
    const list = page.getByRole("region", { name: /requests, the newest first/ });
    await list.focus();
    await page.keyboard.press("ArrowDown");
    await page.waitForURL(/#requests\/1999$/);
    await list.locator('[aria-current="true"]', { hasText: /^GET/ }).waitFor();
  });
});

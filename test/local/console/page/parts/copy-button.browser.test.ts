import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { describeInBrowser } from "../../a-browser";
import { aConsole, type TestConsole } from "../../a-console";
import { aPatch } from "../a-history";
import { aFrame } from "../a-world";

const HOSTILE = `it's "$(x)" \`y\``;
const curl = `curl -g -u "$PUBLIC_KEY:$PRIVATE_KEY" --data-raw '{"name":"it'\\''s <b>\\u202e"}' 'http://127.0.0.1/[1-9]'`;

describeInBrowser("copying", (browser) => {
  let local: TestConsole;
  beforeAll(async () => {
    local = await aConsole(aFrame({ requests: [aPatch(1)] }), { "GET /requests/1": () => aPatch(1, { curl }) });
  });
  afterAll(() => local.stop());

  const at = async (address: string) => {
    const { page } = await browser.open(`${local.url}/${address}`);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    return page;
  };
  const clipboardOf = (page: Page) => page.evaluate("navigator.clipboard.readText()");

  it("takes a request along as curl, to the letter", async () => {
    const page = await at("#requests/1");
    await page.getByRole("button", { name: "Copy as curl" }).click();
    await page.getByRole("status").getByText("Copied", { exact: true }).waitFor();
    expect(await clipboardOf(page)).toBe(curl);
  });

  it("takes a call along as npm run call, with what stands in the editor", async () => {
    const page = await at("#functions/reconcile");
    await page.getByRole("textbox", { name: "Arguments as JSON" }).fill(JSON.stringify([{ cluster: HOSTILE }]));
    await page.getByRole("button", { name: "Copy as npm run call" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("Copied", { exact: true }).waitFor();
    const quoted = JSON.stringify({ cluster: HOSTILE }).replaceAll("'", `'\\''`);
    expect(await clipboardOf(page)).toBe(`npm run call -- reconcile '${quoted}'`);
  });

  it("says so where the browser does not allow it", async () => {
    const page = await at("#requests/1");
    await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))");
    await page.getByRole("button", { name: "Copy as curl" }).click();
    await page.getByRole("status").getByText("The browser does not let this page copy").waitFor();
  });
});

import { it } from "@jest/globals";
import type { AppState } from "../../../../../src/local/console/protocol";
import { describeInBrowser } from "../../a-browser";
import { aConsole } from "../../a-console";
import { aFrame, anApp } from "../a-world";

describeInBrowser("a view that fails", (browser) => {
  it("says so, leaves the others alone, and is tried again", async () => {
    const local = await aConsole(aFrame({ apps: [{ id: "not whole" } as AppState] }));
    const { page } = await browser.open(`${local.url}/#triggers`);
    await page.getByRole("heading", { name: "This view failed" }).waitFor();
    await page.getByRole("link", { name: "Faults" }).first().click();
    await page.getByRole("heading", { name: "This view failed" }).waitFor();
    await page.getByRole("link", { name: "State" }).click();
    await page.getByRole("heading", { name: "Export" }).waitFor();
    await page.getByRole("link", { name: "Triggers" }).click();
    local.tell({ apps: [anApp()] });
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("No triggers").waitFor();
    await page.getByText("This view failed").waitFor({ state: "detached" });
    await local.stop();
  });
});

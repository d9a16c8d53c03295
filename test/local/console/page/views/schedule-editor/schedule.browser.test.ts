import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import type { ScheduleCheck } from "../../../../../../src/local/console/protocol";
import { describeInBrowser } from "../../../a-browser";
import { type Asked, aConsole, type TestConsole } from "../../../a-console";
import { aFrame, aLane } from "../../a-world";

const IN_FORCE = '{\n  "timezone": "UTC",\n  "tier": "M10"\n}';
const right: ScheduleCheck = { issues: [], warnings: [], lanes: [aLane()], changes: [] };

/** As local Atlas would, of a document that is only a tier. */
function check({ body }: Asked): ScheduleCheck {
  const { text } = body as { text: string };
  const wrong = text.indexOf("M11");
  if (wrong >= 0) {
    const issue = { path: "tier", problem: "there is no tier M11: did you mean M10?", from: wrong, to: wrong + 3 };
    return { ...right, issues: [issue], lanes: [] };
  }
  return text.includes("M50") ? { ...right, changes: ["Cluster0: M50 instead of M10"] } : right;
}

describeInBrowser("the schedule", (browser) => {
  let local: TestConsole;
  let revision = 1;
  const follow = (text: string) => {
    revision += 1;
    local.tell({ schedule: { text, zone: "UTC", revision: String(revision) } });
  };
  beforeAll(async () => {
    const apply = ({ body }: Asked) => follow((body as { text: string }).text.trim());
    local = await aConsole(aFrame(), { "POST /schedule/check": check, "POST /schedule/apply": apply });
  });
  beforeEach(() => follow(IN_FORCE));
  afterAll(() => local.stop());

  const opened = async () => {
    const { page, complaints } = await browser.open(`${local.url}/#schedule`);
    const editor = page.getByRole("textbox", { name: "The schedule document" });
    await page.getByText("No errors, no warnings.").waitFor();
    const type = async (before: string, after: string) => editor.fill(IN_FORCE.replace(before, after));
    return { page, editor, type, complaints };
  };

  it("has errors at their place and in a list that goes there, and is not applied with them", async () => {
    const { page, editor, type } = await opened();
    await type("M10", "M11");
    const finding = page.getByRole("button", { name: /error: tier: there is no tier M11/ });
    await finding.waitFor();
    await page.locator(".cm-lintRange-error").getByText("M11", { exact: true }).waitFor();
    await page.locator("button:disabled", { hasText: "Apply" }).waitFor();
    await finding.click();
    await page.keyboard.type("M10");
    await page.getByText("No errors, no warnings.").waitFor();
    expect(await editor.innerText()).toContain('"tier": "M10"');
  });

  it("says what would change before Ctrl-S applies it", async () => {
    const { page, editor, type, complaints } = await opened();
    await type("M10", "M50");
    await page.getByText("Cluster0: M50 instead of M10").waitFor();
    await page.getByRole("figure").first().waitFor();
    await editor.press("Control+s");
    const dialog = page.getByRole("dialog", { name: "Apply this schedule?" });
    await dialog.getByText("Cluster0: M50 instead of M10").waitFor();
    await dialog.getByText("the triggers stay those of the last deployment").waitFor();
    await dialog.getByRole("button", { name: "Apply" }).click();
    await page.getByText("The schedule is in force.").waitFor();
    await page.getByText("As in force.").waitFor();
    expect(local.asked.at(-1)?.path.startsWith("/schedule/")).toBe(true);
    expect(complaints).toEqual([]);
  });

  it("keeps a draft over a look elsewhere, says that another document came, and reverts", async () => {
    const { page, editor, type } = await opened();
    await type("M10", "M50");
    await page.getByText("Edited, not applied.").waitFor();
    await page.getByRole("link", { name: "Triggers" }).click();
    await page.getByRole("heading", { name: "Triggers" }).waitFor();
    await page.getByRole("link", { name: "Schedule" }).click();
    await editor.getByText('"M50"').waitFor();
    follow(IN_FORCE.replace("M10", "M20"));
    await page.getByText("Another document came into force meanwhile.").waitFor();
    await page.getByRole("button", { name: "Revert" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revert" }).click();
    await editor.getByText('"M20"').waitFor();
  });

  it("lets Tab leave, and is formatted, which undo takes back", async () => {
    const { page, editor } = await opened();
    await editor.focus();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.closest('.cm-content')")).toBeNull();
    expect(await editor.innerText()).toBe(IN_FORCE);
    await editor.fill('{"a": {"b": [1, 2]}}');
    await page.getByRole("button", { name: "Format" }).click();
    await editor.getByText('"a": { "b": [1, 2] }').waitFor();
    await editor.press("Control+z");
    await editor.getByText('{"a": {"b": [1, 2]}}').waitFor();
    await editor.fill("{");
    await page.getByRole("button", { name: "Format" }).click();
    await page.getByText("The text is not JSON yet").waitFor();
  });

  it("stays at hand with a line of a million characters, 200,000 lines, and brackets without an end", async () => {
    const { page, editor } = await opened();
    const texts = [
      `["${"x".repeat(1_000_000)}"]`,
      `[\n${'  { "tier": "M10" },\n'.repeat(200_000)}`,
      "[".repeat(300_000),
    ];
    const sizes: number[] = [];
    for (const text of texts) {
      await editor.focus();
      await page.keyboard.press("Control+a");
      const since = local.asked.length;
      await page.evaluate(`{
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", ${JSON.stringify(text)});
        const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
        document.querySelector(".cm-content").dispatchEvent(event);
      }`);
      const { body } = await local.whenAsked("POST", "/schedule/check", since);
      sizes.push((body as { text: string }).text.length);
    }
    await page.keyboard.type("x");
    expect(sizes).toEqual(texts.map(({ length }) => length));
    await page.getByRole("link", { name: "Triggers" }).click();
    await page.getByRole("heading", { name: "Triggers" }).waitFor();
  });
});

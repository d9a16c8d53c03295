import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { UsageError } from "../../../../scripts/lib/command";
import { isPage, pageDocument } from "../../../../scripts/lib/page/document";
import { dataElement, html, raw } from "../../../../scripts/lib/page/html";
import { checkPageFile, writePage } from "../../../../scripts/lib/page/write-page";

describe("html", () => {
  it("escapes what is put into it, and shows what would not be seen", () => {
    expect(html`<p title="${`"'`}">${"<b>&\u202e\u0007"}</p>`.html).toBe(
      '<p title="&quot;&#39;">&lt;b&gt;&amp;⟨U+202E⟩␇</p>',
    );
  });

  it("takes HTML, lists, numbers and nothing as they are", () => {
    expect(html`${html`<i>${1}</i>`}${["a", raw("<br>")]}${null}${false}${0}`.html).toBe("<i>1</i>a<br>0");
  });

  it("holds data that cannot end its element", () => {
    const { html: text } = dataElement("data", { says: "</script><!--\u2028" });
    expect(text).not.toMatch(/<\/script>.*<\/script>|<!--|\u2028/);
    expect(JSON.parse(/>(.*)</.exec(text)?.[1] ?? "")).toEqual({ says: "</script><!--\u2028" });
  });
});

describe("pageDocument", () => {
  const page = pageDocument({ title: "</title><script>", body: html`<main>${"<script>"}</main>` });

  it("names its one style and one script in its policy, and nothing of elsewhere", () => {
    expect(page.match(/&#39;sha256-[^&]+&#39;/g)).toHaveLength(2);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).toContain("default-src &#39;none&#39;");
    expect(/https?:\/\/|@import|unsafe/.exec(page)?.[0]).toBeUndefined();
    expect(page).toContain("<title>&lt;/title&gt;&lt;script&gt;</title>");
  });

  it("is known again", () => {
    expect([isPage(page), isPage("<!doctype html><p>mine</p>"), isPage("{}")]).toEqual([true, false, false]);
  });
});

describe("writePage", () => {
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  const page = pageDocument({ title: "plan", body: html`<p>new</p>` });

  it("takes the place of an older page", () => {
    const file = join(folder, "plan.html");
    writePage("--html", file, page);
    writePage("--html", file, page.replace("new", "newer"));
    expect(readFileSync(file, "utf8")).toContain("<p>newer</p>");
  });

  it("leaves any other file alone", () => {
    const file = join(folder, "schedule.json");
    writeFileSync(file, "{}");
    expect(() => checkPageFile("--html", file)).toThrow(
      `--html ${file}: is there already and is no page of this command: delete it, or choose another name`,
    );
    expect(() => writePage("--html", file, page)).toThrow(UsageError);
    expect(readFileSync(file, "utf8")).toBe("{}");
  });

  it.each(["nowhere/plan.html", "."])("says what is wrong with %s", (name) => {
    const file = join(folder, name);
    expect(() => writePage("--html", file, page)).toThrow(
      name === "." ? `--html ${file}: is a folder` : `--html ${file}: its folder does not exist`,
    );
  });
});

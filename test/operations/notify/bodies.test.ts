import { describe, expect, it } from "@jest/globals";
import { messageFor } from "../../../src/operations/notify/bodies";
import type { News, NewsItem } from "../../../src/operations/notify/news";

const item = (kind: NewsItem["kind"], text: string): NewsItem => ({ kind, text });
const failed: News = {
  title: "2 clusters for 2026-12-01T12:00Z: 1 unchanged, 1 resize failed, 1 failure",
  severity: "error",
  items: [item("failed", "OUT_OF_CAPACITY: shop: The region is out of capacity <!channel> & *more*")],
};
const good: News = {
  title: "1 cluster: 1 resize accepted, 0 failures",
  severity: "info",
  items: [item("asked", "Asked")],
};
const huge: News = {
  title: "x".repeat(5_000),
  severity: "error",
  items: Array.from({ length: 300 }, () => item("failed", "ü".repeat(5_000))),
};
const about = { at: "2026-12-01T12:00:00.000Z", projectId: "5e1ec444970199272441a214" };

describe("Slack (hooks.slack.com)", () => {
  const url = "https://hooks.slack.com/services/T0/B0/secret";
  const bodyOf = (news: News, isGood: boolean) =>
    messageFor(url, { ...about, news, isGood })?.body as {
      text: string;
      blocks: { type: string; text: { text: string } }[];
    };

  it.each([
    ["failures", failed],
    ["changes", good],
    ["very much", huge],
  ])("gets blocks within its limits: %s", (_name, news) => {
    const { text, blocks } = bodyOf(news, false);
    expect(text.length).toBeLessThanOrEqual(4_000);
    expect(blocks.length).toBeLessThanOrEqual(50);
    for (const block of blocks) {
      expect(["header", "section"]).toContain(block.type);
      expect(block.text).toMatchObject({ type: "plain_text" });
      expect(block.text.text.length).toBeLessThanOrEqual(block.type === "header" ? 150 : 3_000);
      expect(block.text.text.length).toBeGreaterThan(0);
    }
    expect(JSON.stringify(blocks).length).toBeLessThan(13_000);
  });

  it("names the kind of each item", () => {
    const kinds = ["failed", "late", "held", "asked", "reached", "recovered"] as const;
    const { blocks } = bodyOf({ ...good, items: kinds.map((kind) => item(kind, "shop")) }, true);
    const shown = blocks.map(({ text }) => text.text).join("\n");
    for (const word of ["Failed", "Late", "Held", "Requested", "Reached", "Recovered"]) {
      expect(shown).toContain(`${word}: shop`);
    }
  });

  it("calls nobody by a name that looks like markup", () => {
    const { text, blocks } = bodyOf({ ...failed, title: "<!channel> & co" }, false);
    expect(text).toContain("&lt;!channel&gt; &amp; co");
    expect(blocks.every((block) => block.text && (block.text as { type?: string }).type === "plain_text")).toBe(true);
  });
});

describe("Microsoft Teams workflows", () => {
  it.each([
    "https://prod-01.westeurope.logic.azure.com/workflows/abc/triggers/manual/paths/invoke?sig=s",
    "https://default0.0a.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/x",
  ])("get one Adaptive Card of at most 28 KB: %s", (url) => {
    for (const news of [failed, good, huge]) {
      const body = messageFor(url, { ...about, news, isGood: false })?.body as {
        type: string;
        attachments: { contentType: string; content: { type: string; version: string; body: { type: string }[] } }[];
      };
      expect(body).toMatchObject({
        type: "message",
        attachments: [{ contentType: "application/vnd.microsoft.card.adaptive" }],
      });
      expect(body.attachments[0]?.content).toMatchObject({ type: "AdaptiveCard", version: "1.4" });
      expect(body.attachments[0]?.content.body.every(({ type }) => type === "TextBlock")).toBe(true);
      expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(28 * 1024);
    }
  });

  it("escape what a text block would read as Markdown", () => {
    const url = "https://prod-01.westeurope.logic.azure.com/x";
    expect(JSON.stringify(messageFor(url, { ...about, news: failed, isGood: false }))).toContain("\\\\*more\\\\*");
  });
});

describe("PagerDuty Events v2 (events.pagerduty.com)", () => {
  const key = "0123456789abcdef0123456789abcdef";
  const urls = [
    `https://events.pagerduty.com/v2/enqueue#${key}`,
    `https://events.pagerduty.com/v2/enqueue?routing_key=${key}`,
  ];

  it.each(urls)("is triggered by a failed run and resolved by a good one, under one key: %s", (url) => {
    const trigger = messageFor(url, { ...about, news: huge, isGood: false });
    const resolve = messageFor(url, { ...about, news: null, isGood: true });
    expect([trigger?.url, resolve?.url]).toEqual(Array(2).fill("https://events.pagerduty.com/v2/enqueue"));
    expect(resolve?.body).toEqual({
      routing_key: key,
      dedup_key: "atlas-cluster-scheduler-5e1ec444970199272441a214",
      event_action: "resolve",
    });
    expect(trigger?.body).toMatchObject({ routing_key: key, event_action: "trigger", payload: { severity: "error" } });
    const { dedup_key, payload } = (trigger?.body ?? {}) as {
      dedup_key: string;
      payload: { summary: string; source: string };
    };
    expect(dedup_key).toBe(resolve?.body !== undefined && "dedup_key" in resolve.body && resolve.body.dedup_key);
    expect(dedup_key.length).toBeLessThanOrEqual(255);
    expect(payload.summary.length).toBeLessThanOrEqual(1_024);
    expect(Buffer.byteLength(JSON.stringify(trigger?.body))).toBeLessThan(512 * 1024);
  });

  it("hears nothing of a failed run without news, whose incident is open already", () => {
    expect(messageFor(urls[0] ?? "", { ...about, news: null, isGood: false })).toBeNull();
  });
});

describe("any other receiver", () => {
  it("gets our documented JSON, and nothing when there is no news", () => {
    const url = "https://alerts.example.com/hook?token=secret";
    expect(messageFor(url, { ...about, news: null, isGood: true })).toBeNull();
    expect(messageFor(url, { ...about, news: failed, isGood: false })).toEqual({
      url,
      body: {
        app: "atlas-cluster-scheduler",
        at: about.at,
        project: about.projectId,
        ok: false,
        severity: "error",
        title: failed.title,
        items: failed.items,
        more: 0,
      },
    });
    const { items, more } = (messageFor(url, { ...about, news: huge, isGood: false })?.body ?? {}) as {
      items: [];
      more: number;
    };
    expect([items.length, more]).toEqual([15, 285]);
  });
});

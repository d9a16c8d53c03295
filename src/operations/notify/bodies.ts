/** Messages in the form that their host takes. Pure; each shape has its source. */

import { hostOf } from "../run/addresses";
import type { News, NewsItem } from "./news";

export interface Message {
  readonly url: string;
  readonly body: object;
}

/** What every message says of the run. */
export interface About {
  /** The run's instant, ISO 8601. */
  readonly at: string;
  readonly projectId: string;
  /** A run without news; of it only PagerDuty is told, so that it resolves what an earlier run reported. */
  readonly news: News | null;
  /** The run did all of its work. */
  readonly isGood: boolean;
}

/** null: there is nothing to say to this host. */
export function messageFor(url: string, about: About): Message | null {
  const host = hostOf(url);
  if (host === "events.pagerduty.com") return pagerDutyMessage(url, about);
  const { news } = about;
  if (news === null) return null;
  if (host === "hooks.slack.com") return { url, body: slackBody(news) };
  if (isTeams(host)) return { url, body: teamsBody(news) };
  return { url, body: plainBody(about, news) };
}

/** Webhooks of Teams workflows live with Power Automate, which replaced the connectors of Office 365. */
function isTeams(host: string): boolean {
  return ["logic.azure.com", "api.powerplatform.com", "webhook.office.com"].some((one) => host.endsWith(`.${one}`));
}

const kindInWords: Readonly<Record<NewsItem["kind"], string>> = {
  failed: "Failed",
  late: "Late",
  held: "Held",
  asked: "Requested",
  reached: "Reached",
  recovered: "Recovered",
};

/** So many items fit every host; the rest are counted, and stand in the run's log and report. */
const mostItems = 15;
const longestItem = 500;
const longestTitle = 1000;

function textsOf({ items }: News): string[] {
  const texts = items
    .slice(0, mostItems)
    .map(({ kind, text }) => `${kindInWords[kind]}: ${shortened(text, longestItem)}`);
  return items.length > mostItems ? [...texts, `… and ${items.length - mostItems} more`] : texts;
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/**
 * Slack incoming webhooks take blocks: 50 at most, a section of 3,000 characters, a header of 150 (Slack docs: Block
 * Kit), of some 13,000 characters in all (Slack's bolt-js, issue 2509). Text is plain, so that a name in it calls nobody; `text` is what notifications show.
 */
function slackBody(news: News): object {
  const plain = (text: string) => ({ type: "plain_text", text, emoji: false });
  const title = `Atlas Cluster Scheduler: ${heading(news)}`;
  return {
    text: escapeSlack(shortened(`${title}. ${news.title}`, longestTitle)),
    blocks: [
      { type: "header", text: plain(shortened(title, 150)) },
      { type: "section", text: plain(shortened(news.title, longestTitle)) },
      ...textsOf(news).map((text) => ({ type: "section", text: plain(text) })),
    ],
  };
}

/** The three characters that Slack reads as markup (Slack docs: formatting text). */
function escapeSlack(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** A message with one Adaptive Card, 28 KB at most (Microsoft docs: webhooks and connectors, Workflows). */
function teamsBody(news: News): object {
  const block = (text: string, more: object = {}) => ({
    type: "TextBlock",
    text: escapeMarkdown(text),
    wrap: true,
    ...more,
  });
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: [
            block(`Atlas Cluster Scheduler: ${heading(news)}`, {
              weight: "Bolder",
              size: "Medium",
              color: news.severity === "error" ? "Attention" : news.severity === "warning" ? "Warning" : "Default",
            }),
            block(shortened(news.title, longestTitle)),
            ...textsOf(news).map((text) => block(text)),
          ],
        },
      },
    ],
  };
}

/** Text blocks read some Markdown (Adaptive Cards docs: text features), and names may look like it. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\*_[\]()]/g, "\\$&");
}

/**
 * Events API v2: `summary` of 1,024 characters, `dedup_key` of 255 (PagerDuty docs: send an alert event). One incident a
 * project: a failing run triggers it, a good one resolves it; resolving where none is open does nothing.
 */
function pagerDutyMessage(url: string, { at, projectId, news, isGood }: About): Message | null {
  const key = /[#?](?:.*&)?(?:routing_key=)?([A-Za-z0-9]{16,})/.exec(url)?.[1] ?? "";
  const endpoint = url.replace(/[?#].*$/, "");
  const common = { routing_key: key, dedup_key: `atlas-cluster-scheduler-${projectId}` };
  if (isGood) return { url: endpoint, body: { ...common, event_action: "resolve" } };
  if (news === null || news.severity !== "error") return null;
  const payload = {
    summary: shortened(`Atlas Cluster Scheduler: ${news.title}`, 1024),
    source: `Atlas project ${projectId}`,
    severity: "error",
    timestamp: at,
    component: "reconcile",
    custom_details: { items: textsOf(news) },
  };
  return { url: endpoint, body: { ...common, event_action: "trigger", payload } };
}

/** Our own shape, documented in app/OPERATING.md: keys are added, not changed. */
function plainBody({ at, projectId, isGood }: About, { title, severity, items }: News): object {
  return {
    app: "atlas-cluster-scheduler",
    at,
    project: projectId,
    ok: isGood,
    severity,
    title: shortened(title, longestTitle),
    items: items.slice(0, mostItems).map(({ kind, text }) => ({ kind, text: shortened(text, longestItem) })),
    more: Math.max(0, items.length - mostItems),
  };
}

function heading({ severity, items }: News): string {
  if (severity === "error") return "a run failed";
  if (severity === "warning") return "a cluster is held as somebody changed it";
  return items.some(({ kind }) => kind === "asked") ? "changes requested" : "targets reached";
}

import { describe, expect, it } from "@jest/globals";
import type { AtlasRequest } from "../../../src/atlas/requests";
import { createSteppedClock } from "../../../src/local/clock/stepped-clock";
import { tellOfRun } from "../../../src/operations/notify/tell";
import type { Report } from "../../../src/operations/report/report";
import type { Run } from "../../../src/operations/run/run";

const failed = {
  summary: "1 cluster: 1 resize failed, 1 failure",
  clusters: [],
  failures: [{ code: "X", message: "it failed", remedy: "", on: ["project p"] }],
} as unknown as Report;

/** A run at midnight UTC, when whatever fails is told, and receivers that answer as they are told. */
function aRun(answer: () => Promise<{ status: number }>, addresses: object) {
  const clock = createSteppedClock({ startMs: Date.parse("2026-12-02T00:00Z") });
  const logs: string[] = [];
  const sent: string[] = [];
  const bodies: string[] = [];
  const run = {
    atMs: clock.now(),
    dryRun: false,
    settings: { addresses, document: { schedules: [] } },
    ports: {
      appProjectId: "p",
      sleep: (ms: number) => new Promise<void>((resolve) => void clock.setTimer(clock.now() + ms, resolve)),
      log: (line: string) => void logs.push(line),
      redact: (text: string) => text.replace(/hush-hush/g, "[redacted]"),
      sendHttp: ({ url, body = "" }: { url: string; body?: string }) => {
        sent.push(url);
        bodies.push(body);
        return answer();
      },
    },
  } as unknown as Run;
  return { run, clock, logs, sent, bodies };
}

/** What a run at that minute tells of a cluster that is at its target since noon, and asks of Atlas, which filters as Atlas does. */
async function tellingOf(events: readonly { readonly clusterName: string; readonly created: string }[], atMs: number) {
  const { run, bodies } = aRun(async () => ({ status: 200 }), { notifyUrl: both.notifyUrl, pingUrl: null });
  const requests: string[] = [];
  const call = async ({ path, query }: AtlasRequest) => {
    requests.push(path);
    const minDate = new URLSearchParams(query).get("minDate") ?? "";
    return { results: events.filter(({ created }) => created >= minDate && Date.parse(created) <= atMs) };
  };
  const shop = {
    project: "p",
    cluster: "shop",
    since: "2026-12-01T12:00:00.000Z",
    decision: { do: "nothing", because: { reason: "as-desired" } },
    explanation: { what: "unchanged at M50", why: "as desired", remedy: "" },
    outcome: null,
  };
  const report = { summary: "1 cluster", clusters: [shop], failures: [] } as unknown as Report;
  await tellOfRun({ ...run, atMs, client: { call } } as unknown as Run, report, false);
  const kinds = bodies.flatMap((body) => (JSON.parse(body).items as { kind: string }[]).map(({ kind }) => kind));
  return { kinds, requests };
}

const both = { notifyUrl: "https://alerts.example.com/secret-path", pingUrl: "https://hc-ping.com/secret-uuid" };

describe("tellOfRun", () => {
  it("waits 5 s for each receiver that does not answer, and says so without its address", async () => {
    const { run, clock, logs, sent } = aRun(() => new Promise(() => {}), both);
    const told = tellOfRun(run, failed, true);
    await clock.advanceBy(60_000);
    await told;
    expect(sent).toEqual(["https://alerts.example.com/secret-path", "https://hc-ping.com/secret-uuid/fail"]);
    expect(logs).toEqual([
      "WARNING: NOTIFY_URL (alerts.example.com) did not answer within 5 s; the run itself is not affected",
      "WARNING: PING_URL (hc-ping.com) did not answer within 5 s; the run itself is not affected",
    ]);
  });

  it("says which could not be reached, and nothing of why, which may hold the address", async () => {
    const { run, logs } = aRun(
      () => Promise.reject(new Error("getaddrinfo https://alerts.example.com/secret-path")),
      both,
    );
    await tellOfRun(run, failed, true);
    expect(logs.join()).not.toContain("secret");
    expect(logs).toHaveLength(2);
  });

  it("sends no credential that the report should hold", async () => {
    const { run, bodies } = aRun(async () => ({ status: 200 }), both);
    const leaky = {
      ...failed,
      failures: [{ ...failed.failures[0], message: "it said hush-hush" }],
    } as unknown as Report;
    await tellOfRun(run, leaky, true);
    expect(bodies[0]).toContain("it said [redacted]");
    expect(bodies.join()).not.toContain("hush-hush");
  });

  it("tells once of a change that Atlas completed, in whichever minute it was and although Atlas shows it late", async () => {
    const [boundaryMs, quarterMs] = [Date.parse("2026-12-01T12:00Z"), 900_000];
    for (let minute = 0; minute <= 30; minute += 1) {
      const created = new Date(boundaryMs + minute * 60_000).toISOString();
      const told: number[] = [];
      for (let run = 0; run <= 4; run += 1) {
        const atMs = boundaryMs + run * quarterMs;
        const { kinds } = await tellingOf([{ clusterName: "shop", created }], atMs);
        if (kinds.includes("reached")) told.push(run);
      }
      expect([minute, told]).toEqual([minute, [Math.max(1, Math.ceil((minute + 2) / 15))]]);
    }
  });

  it("asks Atlas for no events a day after the boundary", async () => {
    const [boundaryMs, dayMs] = [Date.parse("2026-12-01T12:00Z"), 86_400_000];
    expect((await tellingOf([], boundaryMs + dayMs)).requests).toHaveLength(1);
    expect((await tellingOf([], boundaryMs + dayMs + 60_000)).requests).toEqual([]);
  });

  it.each([
    ["https://hc-ping.com/uuid", ["https://hc-ping.com/uuid/fail"]],
    ["https://hc-ping.com/uuid/?rid=1", ["https://hc-ping.com/uuid/fail?rid=1"]],
    ["https://healthchecks.example.com/ping/uuid", ["https://healthchecks.example.com/ping/uuid/fail"]],
    ["http://127.0.0.1:8000/uuid", ["http://127.0.0.1:8000/uuid/fail"]],
    ["http://localhost/uuid", ["http://localhost/uuid/fail"]],
    ["http://[::1]:8000/uuid", ["http://[::1]:8000/uuid/fail"]],
    ["https://not-hc-ping.com/uuid", []],
  ])("tells %s of a failed run where it understands that", async (pingUrl, urls) => {
    const { run, sent } = aRun(async () => ({ status: 200 }), { notifyUrl: null, pingUrl });
    await tellOfRun(run, failed, true);
    expect(sent).toEqual(urls);
  });

  it.each([
    [199, 1],
    [200, 0],
    [299, 0],
    [300, 1],
  ])("takes status %i for an answer that is right or not", async (status, lines) => {
    const { run, logs } = aRun(async () => ({ status }), { notifyUrl: null, pingUrl: both.pingUrl });
    await tellOfRun(run, failed, false);
    expect(logs).toHaveLength(lines);
  });

  it("leaves silence as the alarm to a ping service that knows no failures", async () => {
    const { run, sent } = aRun(async () => ({ status: 200 }), {
      notifyUrl: null,
      pingUrl: "https://ping.example.com/x?y=1",
    });
    await tellOfRun(run, failed, true);
    expect(sent).toEqual([]);
    await tellOfRun(run, { ...failed, failures: [] }, false);
    expect(sent).toEqual(["https://ping.example.com/x?y=1"]);
  });
});

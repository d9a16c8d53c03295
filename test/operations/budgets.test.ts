import { describe, expect, it } from "@jest/globals";
import { aFleet, type Fleet, type FleetOptions, type FleetRun, refusal } from "../../scripts/bench/busy-fleet";
import type { HttpResponse } from "../../src/atlas/http";
import { reconcile } from "../../src/operations/reconcile";
import type { Report } from "../../src/operations/report/report";

const projectIds = Array.from({ length: 60 }, (_, index) => `5e1ec4449701${String(index).padStart(12, "0")}`);
const [project = ""] = projectIds;
const noon = "2026-12-01T12:00:00Z";
/** The boundary, and the heartbeats after it. */
const minutes = ["12:00", "12:07", "12:22", "12:37", "12:52", "13:07", "13:22", "13:37", "13:52", "14:07"];

/** `up-…` grow at noon, `down-…` shrink, `still-…` stay. */
function window(clusters: object, from: string, to: string, projects: readonly string[]): object {
  const windows = [{ name: "day", from: "2026-12-01T12:00", until: "2026-12-02T12:00", tier: to }];
  return { name: `${from}-${to}`, clusters: [clusters], projects, baseline: { tier: from }, windows };
}

function aSchedule(projects: readonly string[]): object {
  return {
    timezone: "UTC",
    schedules: [
      window({ glob: "up-*" }, "M10", "M50", projects),
      window({ glob: "down-*" }, "M50", "M10", projects),
      window({ glob: "still-*" }, "M20", "M20", projects),
    ],
  };
}

function named(prefix: string, count: number, tier: string) {
  return Array.from({ length: count }, (_, index) => ({ name: `${prefix}-${String(index).padStart(4, "0")}`, tier }));
}

const large = (others: Partial<FleetOptions> = {}): Fleet =>
  aFleet({
    schedule: aSchedule([project]),
    clusters: { [project]: [...named("still", 300, "M20"), ...named("down", 600, "M50"), ...named("up", 600, "M10")] },
    from: noon,
    ...others,
  });

const wide = (others: Partial<FleetOptions> = {}): Fleet =>
  aFleet({
    schedule: aSchedule(projectIds),
    clusters: Object.fromEntries(
      projectIds.map((id) => [
        id,
        [...named("still", 5, "M20"), ...named("down", 10, "M50"), ...named("up", 10, "M10")],
      ]),
    ),
    from: noon,
    ...others,
  });

function expectWithinBudget({ operations, seconds, logs }: FleetRun<unknown>): void {
  expect(operations).toBeLessThanOrEqual(985);
  expect(seconds).toBeLessThanOrEqual(285);
  expect(logs.length).toBeLessThanOrEqual(25);
  for (const line of logs) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(512);
}

/** Runs at the boundary and at each heartbeat until nothing is left; the sizes asked for by each. */
async function untilDone(fleet: Fleet): Promise<FleetRun<Report>[]> {
  const runs: FleetRun<Report>[] = [];
  for (const minute of minutes) {
    await fleet.until(`2026-12-01T${minute}:00Z`);
    const run = await fleet.run(reconcile);
    expectWithinBudget(run);
    runs.push(run);
    if (run.asked.length === 0) return runs;
  }
  throw new Error("never done");
}

describe.each<[string, typeof large, Record<"api-key" | "service-account", [writes: number, runs: number]>]>([
  ["one project of 1,500 clusters, of which 1,200 change", large, { "api-key": [450, 3], "service-account": [900, 2] }],
  // Each of 60 lists, and each look at one's events, serves ten writes only.
  ["60 projects of 25 clusters, of which 1,200 change", wide, { "api-key": [320, 4], "service-account": [650, 2] }],
])("%s", (_name, fleetOf, aims) => {
  it.each(["api-key", "service-account"] as const)("is done by several runs, growth first: %s", async (credentials) => {
    const fleet = fleetOf({ credentials });
    const runs = await untilDone(fleet);
    expect(fleet.sizes()).toEqual({ M10: 600, M20: 300, M50: 600 });
    const asked = runs.flatMap((run) => run.asked);
    expect(asked).toEqual([...Array(600).fill("M50"), ...Array(600).fill("M10")]);
    const [writes, runsNeeded] = aims[credentials];
    expect(runs[0]?.asked.length).toBeGreaterThanOrEqual(writes);
    expect(runs.length - 1).toBe(runsNeeded);
  });

  it("names what is left to the next run, which is no failure at first and late after an hour", async () => {
    const fleet = fleetOf();
    const first = await fleet.run(reconcile);
    const deferred = first.result?.clusters.filter(({ outcome }) => outcome?.result === "deferred") ?? [];
    expect(deferred.length).toBe(1_200 - first.asked.length);
    expect(first.result?.failures).toEqual([]);
    expect(first.logs[1]).toContain(`${deferred.length} resizes deferred to the next run`);
    const left =
      "DEFERRED (600): resize M50 to M10: this run has no time left for it. The next run does it. Affected: down-0000, ";
    expect(first.logs.join("\n")).toContain(left);
    await fleet.until("2026-12-01T13:00:00Z");
    const second = await fleet.run(reconcile);
    expect(second.error).toContain(
      "60 minutes after the boundary it is still not at its target: no run had time for it so far",
    );
    expectWithinBudget(second);
  });
});

describe("an Atlas that limits the rate", () => {
  const limited = (retryAfter: string): HttpResponse => {
    const answer = refusal(429, "RATE_LIMITED_TOKEN_BUCKET", "Rate limit exceeded.");
    return { ...answer, headers: { "retry-after": retryAfter } };
  };

  it.each(["0", "1", "7", "59"])(
    "never uses up a run's operations, waits included: Retry-After %s",
    async (seconds) => {
      const fleet = large({ instead: ({ method }) => (method === "PATCH" ? limited(seconds) : null) });
      expectWithinBudget(await fleet.run(reconcile));
    },
  );

  it("never does so either where every second answer to anything is a refusal", async () => {
    let count = 0;
    const fleet = wide({ instead: () => (++count % 2 === 0 ? limited("1") : null) });
    expectWithinBudget(await fleet.run(reconcile));
  });
});

describe("an Atlas that never answers", () => {
  const [first = "", second = ""] = projectIds;
  const two = (instead: FleetOptions["instead"], credentials: "api-key" | "service-account" = "api-key"): Fleet =>
    aFleet({
      schedule: aSchedule([first, second]),
      clusters: { [first]: named("up", 3, "M10"), [second]: named("up", 3, "M10") },
      from: noon,
      credentials,
      ...(instead === undefined ? {} : { instead }),
    });

  it("for one project does not keep the other from its sizes, and the run says which path was not answered", async () => {
    const fleet = two(({ url }) => (url.includes(second) ? "never" : null));
    const run = await fleet.run(reconcile);
    expect(fleet.sizes()).toEqual({ M10: 3, M50: 3 });
    expect(run.error).toMatch(
      /NO_ANSWER: project 5e1ec4449701000000000001: .*list the clusters .*not answered within \d+ s/,
    );
    expectWithinBudget(run);
  });

  it("for one cluster does not keep the others from theirs", async () => {
    const fleet = two(({ method, url }) => (method === "PATCH" && url.endsWith("up-0001") ? "never" : null));
    const run = await fleet.run(reconcile);
    expect(fleet.sizes()).toEqual({ M10: 2, M50: 4 });
    expect(run.error).toMatch(/NO_ANSWER.*change the cluster.*not answered within \d+ s/);
    expectWithinBudget(run);
  });

  it("for the token ends the run as failed, in time", async () => {
    const run = await two(({ url }) => (url.endsWith("/oauth/token") ? "never" : null), "service-account").run(
      reconcile,
    );
    expect(run.error).toMatch(/grant the service account an access token.*not answered within \d+ s/);
    expectWithinBudget(run);
  });

  it("to anything leaves no more than the sockets of a function open", async () => {
    let open = 0;
    const fleet = wide({
      instead: () => {
        open += 1;
        return "never";
      },
    });
    const run = await fleet.run(reconcile);
    expect(open).toBeLessThanOrEqual(25);
    expectWithinBudget(run);
  });
});

describe("a run that is slow", () => {
  it("stops sending well before the platform stops it, and goes on next time", async () => {
    const fleet = large({ readMs: 3_000, writeMs: 8_000 });
    const run = await fleet.run(reconcile);
    expect(run.seconds).toBeGreaterThan(230);
    expectWithinBudget(run);
    expect(run.result?.summary).toMatch(/\d{4} resizes deferred to the next run, \d+ resizes accepted, 0 failures$/);
  });
});

describe("what 1,500 clusters tell when they all fail", () => {
  const detail = "The requested region is currently out of capacity for the requested instance size";

  it("is the reason, what to do and how many, ahead of some of their names", async () => {
    const instead: FleetOptions["instead"] = ({ method }) =>
      method === "PATCH" ? refusal(409, "OUT_OF_CAPACITY", detail) : null;
    const run = await large({ instead }).run(reconcile);
    expectWithinBudget(run);
    const line = run.logs.find((text) => text.startsWith("FAILED OUT_OF_CAPACITY"));
    expect(line).toMatch(/^FAILED OUT_OF_CAPACITY \(\d{3}\): /);
    expect(line).toContain(detail);
    expect(line).toContain("Schedule another tier");
    expect(line).toContain("up-0000");
    expect(run.error).toContain(`${line}`.slice(0, 300));
  });

  it("is one line where no project can be read, for one reason", async () => {
    const instead = () => refusal(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "IP address 192.0.2.1 is not allowed.");
    const run = await wide({ instead }).run(reconcile);
    expectWithinBudget(run);
    expect(run.error.split("\n").filter((text) => text.startsWith("FAILED"))).toHaveLength(1);
    expect(run.error).toContain("FAILED IP_ADDRESS_NOT_ON_ACCESS_LIST (60): ");
    expect(run.error).toContain("Add this address to the API access list");
  });

  it("is kept apart by reason, the most frequent first, and the rest is counted", async () => {
    const codes = ["OUT_OF_CAPACITY", "HOURLY_BILLING_LIMIT_EXCEEDED", "CLUSTER_DISK_SIZE_INVALID"];
    let count = 0;
    const instead: FleetOptions["instead"] = ({ method }) => {
      if (method !== "PATCH") return null;
      count += 1;
      return refusal(409, codes[count % 7] ?? codes[0] ?? "", "Why.");
    };
    const run = await large({ instead }).run(reconcile);
    const failed = run.error.split("\n").filter((text) => text.startsWith("FAILED"));
    expect(failed.map((text) => /^FAILED (\w+)/.exec(text)?.[1])).toEqual([
      "OUT_OF_CAPACITY",
      "HOURLY_BILLING_LIMIT_EXCEEDED",
      "CLUSTER_DISK_SIZE_INVALID",
    ]);
    expect(run.logs[0]).toMatch(/^reconcile for/);
    expect(run.logs[1]).toMatch(/^1500 clusters for/);
    expect(run.logs.slice(2, 5).map((text) => text.slice(0, 100))).toEqual(failed.map((text) => text.slice(0, 100)));
  });
});

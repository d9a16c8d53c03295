import { beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Fault } from "../../src/local/admin-api/faults/faults";
import { aDocument, anAtlas, billing, type Journey, project } from "./an-app";

const names = Array.from({ length: 15 }, (_, index) => `cluster-${index}`);
const schedule = aDocument([{ ...billing, clusters: names }]);

let atlas: Journey;
let left: string[];

beforeAll(async () => {
  atlas = await anAtlas({ from: "2026-12-01T12:01Z", schedule, clusters: names.map((name) => ({ name })) });
  atlas.scheduler.stop();
  left = [...names];
});

beforeEach(() => atlas.api.faults.clear());

/** Runs for a cluster that is still at M10; the exchanges with credentials that were about that cluster. */
async function runFor(fault: Fault, method: "GET" | "PATCH", path = "*/clusters/NAME") {
  const cluster = left.pop() ?? "";
  const before = atlas.api.requests.length;
  atlas.api.faults.add({ method, path: path.replace("NAME", cluster), fault });
  const startedMs = atlas.clock.now();
  const { outcome, error, result } = await atlas.call("reconcile", { cluster });
  const own = atlas.api.requests.slice(before).filter(({ path, actor, fault }) => {
    return path.endsWith(`/clusters/${cluster}`) && (actor !== undefined || fault !== undefined);
  });
  return {
    outcome,
    message: error?.message ?? "",
    result: (result as { clusters?: { outcome: unknown }[] } | undefined)?.clusters?.[0]?.outcome,
    exchanges: own.map(({ method, status }) => `${method} ${status}`),
    seconds: Math.round((atlas.clock.now() - startedMs) / 1000),
    tier: atlas.state.cluster(project, cluster)?.shards[0]?.regions[0]?.electable.instanceSize,
    submitted: atlas.state.history.filter((entry) => entry.cluster === cluster && entry.what === "submitted").length,
  };
}

const accepted = { outcome: "completed", message: "", result: { result: "accepted", sent: ["resize"] }, tier: "M50" };

describe("a PATCH that goes wrong", () => {
  it.each<[string, Fault, number]>([
    ["500", { kind: "status", status: 500 }, 500],
    ["502 from a gateway", { kind: "status", status: 502 }, 502],
    ["503", { kind: "status", status: 503 }, 503],
    ["503 with Retry-After", { kind: "status", status: 503, retryAfterSeconds: 7 }, 503],
    ["429 with Retry-After", { kind: "status", status: 429, retryAfterSeconds: 20 }, 429],
    ["429 without Retry-After", { kind: "status", status: 429, code: "RATE_LIMITED_TOKEN_BUCKET" }, 429],
    ["a connection reset", { kind: "reset" }, 0],
    ["200 with JSON that is not about the cluster", { kind: "status", status: 200 }, 200],
  ])("before it had its effect (%s) is sent again after a fresh look", async (_name, fault, status) => {
    const { exchanges, seconds, submitted, ...ended } = await runFor(fault, "PATCH");
    expect(ended).toEqual(accepted);
    expect(exchanges).toEqual(["GET 200", `PATCH ${status}`, "GET 200", "PATCH 200"]);
    expect(submitted).toBe(1);
    expect(seconds).toBeGreaterThanOrEqual("retryAfterSeconds" in fault ? (fault.retryAfterSeconds ?? 0) : 2);
    expect(seconds).toBeLessThan(30);
  });

  it.each<[string, Fault, number]>([
    ["500", { kind: "status", status: 500, when: "after" }, 500],
    ["503", { kind: "status", status: 503, when: "after" }, 503],
    ["504", { kind: "status", status: 504, when: "after" }, 504],
    ["a connection reset", { kind: "reset", when: "after" }, 0],
    ["an answer cut in half", { kind: "truncate" }, 200],
  ])("after it had its effect (%s) is not sent again", async (_name, fault, status) => {
    const { exchanges, submitted, seconds: _, ...ended } = await runFor(fault, "PATCH");
    expect(ended).toEqual(accepted);
    expect(exchanges).toEqual(["GET 200", `PATCH ${status}`, "GET 200"]);
    expect(submitted).toBe(1);
  });

  it("that Atlas wants later than a run can wait is left to the next run, without failing this one", async () => {
    const { exchanges, seconds, ...ended } = await runFor(
      { kind: "status", status: 429, retryAfterSeconds: 600 },
      "PATCH",
    );
    expect(ended).toMatchObject({
      outcome: "completed",
      result: { result: "waits", sent: [], code: "RATE_LIMITED" },
      tier: "M10",
    });
    expect(exchanges).toEqual(["GET 200", "PATCH 429"]);
    expect(seconds).toBeLessThan(5);
  });
});

describe("the look before a PATCH that goes wrong", () => {
  it("is repeated", async () => {
    const { exchanges, seconds: _, submitted, ...ended } = await runFor({ kind: "truncate" }, "GET");
    expect(ended).toEqual(accepted);
    expect(exchanges).toEqual(["GET 200", "GET 200", "PATCH 200"]);
    expect(submitted).toBe(1);
  });
});

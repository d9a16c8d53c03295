import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { AtlasError, BudgetError, ConnectionError } from "../../src/atlas/errors";
import { maxAttempts, maxPerRequestMs } from "../../src/atlas/limits";
import { lookDelayMs, retryDelayMs } from "../../src/atlas/retry";

const first = { sent: 1, passedMs: 0, random: 0 };
const failure = (status: number | null, repeatable: boolean, retryAfterMs: number | null = null) => ({
  status,
  repeatable,
  retryAfterMs,
});

describe("retryDelayMs", () => {
  it.each([
    ["a rate limit on a read", failure(429, true), 2_000],
    ["a rate limit on a write, which a fresh look goes ahead of", failure(429, false), null],
    ["503 on a write", failure(503, false), null],
    ["500 on a read", failure(500, true), 2_000],
    ["500 on a write, which may have been carried out", failure(500, false), null],
    ["a lost answer to a read", failure(null, true), 2_000],
    ["a lost answer to a write", failure(null, false), null],
    ["a refusal", failure(400, true), null],
    ["a conflict", failure(409, true), null],
    ["an unknown cluster", failure(404, true), null],
    ["a refused credential", failure(401, true), null],
  ])("after %s", (_name, given, expected) => {
    expect(retryDelayMs(given, first)).toBe(expected);
  });

  it("waits as long as the server says, not longer, not shorter", () => {
    expect(retryDelayMs(failure(429, true, 37_000), { ...first, random: 0.9 })).toBe(37_000);
    expect(retryDelayMs(failure(503, true, 0), first)).toBe(0);
  });

  it("doubles its own waits, with up to half as much again by chance", () => {
    const waits = [1, 2, 3].map((sent) => retryDelayMs(failure(503, true), { sent, passedMs: 0, random: 0 }));
    expect(waits).toEqual([2_000, 4_000, 8_000]);
    expect(retryDelayMs(failure(503, true), { ...first, random: 0.5 })).toBe(2_500);
  });

  it("gives up at once when the wait would pass the budget, and after the last attempt", () => {
    expect(retryDelayMs(failure(429, true, maxPerRequestMs), first)).toBe(maxPerRequestMs);
    expect(retryDelayMs(failure(429, true, maxPerRequestMs + 1), first)).toBeNull();
    expect(retryDelayMs(failure(429, true, 1_000), { ...first, passedMs: maxPerRequestMs })).toBeNull();
    expect(retryDelayMs(failure(503, true), { ...first, sent: maxAttempts })).toBeNull();
  });

  it.each([
    [499, null],
    [599, 2_000],
    [302, null],
  ])("of a status that no list has, %i, goes by its class", (status, expected) => {
    expect(retryDelayMs(failure(status, true), first)).toBe(expected);
  });

  it("never waits past the budget in all, whatever the server says", () => {
    const answers = fc.array(
      fc.record({ status: fc.constantFrom(429, 503, 500), retryAfterMs: fc.option(fc.nat(90_000)) }),
    );
    fc.assert(
      fc.property(answers, fc.double({ min: 0, max: 0.999, noNaN: true }), (list, random) => {
        let passedMs = 0;
        let sent = 1;
        for (const answer of list) {
          const delay = retryDelayMs({ ...answer, repeatable: true }, { sent, passedMs, random });
          if (delay === null) break;
          passedMs += delay;
          sent += 1;
        }
        expect(passedMs).toBeLessThanOrEqual(maxPerRequestMs);
        expect(sent).toBeLessThanOrEqual(maxAttempts);
      }),
    );
  });
});

describe("lookDelayMs", () => {
  const of = (method: string) => ({ purpose: "change the cluster", method, path: "/x" });
  const refused = (method: string, status: number, retryAfterMs: number | null = null) =>
    new AtlasError({ ...of(method), status, code: "X", detail: "", retryAfterMs });

  it.each<[string, unknown, number | null]>([
    ["a write that Atlas had no time for", refused("PATCH", 429), 2_000],
    ["one that says when to come back", refused("PATCH", 503, 9_000), 9_000],
    ["a write whose answer was lost", new ConnectionError(of("PATCH"), "reset"), 2_000],
    ["a write that was refused", refused("PATCH", 409), null],
    ["a look that failed", refused("GET", 503), null],
    ["a look whose answer was lost", new ConnectionError(of("GET"), "reset"), null],
    ["a write that was not sent", new BudgetError(of("PATCH")), null],
    ["a bug", new Error("no"), null],
  ])("after %s", (_name, error, expected) => {
    expect(lookDelayMs(error, first)).toBe(expected);
  });
});

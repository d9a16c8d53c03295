import { describe, expect, it } from "@jest/globals";
import { AtlasError, BudgetError, ConnectionError } from "../../src/atlas/errors";
import { diagnose } from "../../src/atlas/remedies";

const change = { purpose: "change the cluster", method: "PATCH", path: "/x" };

const refusal = (status: number, code: string) =>
  new AtlasError({ ...change, status, code, detail: "", retryAfterMs: null });

describe("diagnose", () => {
  it.each([
    [409, "CLUSTER_ALREADY_PAUSED", "done", ""],
    [
      400,
      "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER",
      "waits",
      "a resumed cluster must run for 60 minutes before it can be paused",
    ],
    [
      409,
      "CANNOT_PAUSE_CLUSTER_WITH_PENDING_CHANGES",
      "waits",
      "an earlier change of the cluster is still in progress",
    ],
    [409, "CANNOT_UPDATE_PAUSED_CLUSTER", "waits", "the cluster is paused or is being paused"],
    [429, "RATE_LIMITED_TOKEN_BUCKET", "waits", "Atlas limits the rate of requests"],
    [429, "SOMETHING_NEW", "waits", "Atlas limits the rate of requests"],
    [503, "SERVICE_UNAVAILABLE", "waits", "Atlas has a problem of its own"],
    [500, "UNEXPECTED_ERROR", "look-again", "Atlas has a problem of its own"],
    [502, "UNEXPECTED_ERROR", "look-again", "Atlas has a problem of its own"],
    [500, "CANNOT_DECREASE_DISK_SIZE", "waits", "Atlas cannot change the disk now"],
  ])("reads %i %s as %s: %s, which passes without anybody", (status, code, meaning, why) => {
    expect(diagnose(refusal(status, code))).toEqual({
      meaning,
      code,
      message: `Atlas did not change the cluster (PATCH, status ${status})`,
      why,
      remedy: "",
      passes: meaning !== "done",
    });
  });

  it.each([
    [409, "OUT_OF_CAPACITY", "Schedule another tier if this lasts"],
    [400, "CLUSTER_DISK_SIZE_INVALID", "Schedule a larger tier, or shrink the disk in Atlas"],
    [401, "UNEXPECTED_ERROR", "ATLAS_PRIVATE_KEY"],
    [401, "NOT_IN_GROUP", "Add it to the project"],
    [401, "USER_UNAUTHORIZED", "Project Cluster Manager"],
    [402, "ACCOUNT_SUSPENDED", "Settle it in Atlas"],
    [403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "API access list"],
    [403, "IP_ADDRESS_NOT_ON_WHITELIST", "API access list"],
    [404, "GROUP_NOT_FOUND", "Check `projects`"],
    [404, "unknown", "Check ATLAS_BASE_URL"],
    [405, "unknown", "Check ATLAS_BASE_URL"],
    [301, "unknown", "Check ATLAS_BASE_URL"],
    [406, "INVALID_VERSION_DATE", "Deploy a newer release"],
    [410, "VERSION_GONE", "Deploy a newer release"],
    [400, "SOMETHING_NEW", ""],
  ])("reads %i %s as a failure, with a remedy", (status, code, remedy) => {
    const diagnosis = diagnose(refusal(status, code));
    expect(diagnosis).toMatchObject({ code, meaning: "failed", passes: code === "OUT_OF_CAPACITY" });
    expect(diagnosis.remedy).toContain(remedy);
  });

  it("tells a lost answer and an exhausted budget from a refusal", () => {
    expect(diagnose(new ConnectionError(change, "reset"))).toMatchObject({
      meaning: "look-again",
      message: "Atlas gave no usable answer when asked to change the cluster (PATCH): reset",
    });
    expect(diagnose(new BudgetError(change))).toMatchObject({
      meaning: "deferred",
      message: "this run had no time or operations left to ask Atlas to change the cluster",
    });
  });

  it("throws on what is a bug of ours", () => {
    expect(() => diagnose(new TypeError("x is not a function"))).toThrow(TypeError);
  });
});

import { describe, expect, it } from "@jest/globals";
import { AtlasError, BudgetError, ConnectionError } from "../../src/atlas/errors";
import { diagnose } from "../../src/atlas/remedies";

const refusal = (status: number, code: string) =>
  new AtlasError({ status, code, detail: "", method: "PATCH", path: "/x", retryAfterMs: null });

describe("diagnose", () => {
  it.each([
    [409, "CLUSTER_ALREADY_PAUSED", "done", ""],
    [400, "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER", "waits", "60 minutes"],
    [409, "CANNOT_PAUSE_CLUSTER_WITH_PENDING_CHANGES", "waits", "the next run asks again"],
    [409, "CANNOT_UPDATE_PAUSED_CLUSTER", "waits", "paused"],
    [429, "RATE_LIMITED_TOKEN_BUCKET", "waits", "rate"],
    [429, "SOMETHING_NEW", "waits", ""],
    [503, "SERVICE_UNAVAILABLE", "waits", "problem of its own"],
    [500, "UNEXPECTED_ERROR", "look-again", "problem of its own"],
    [502, "UNEXPECTED_ERROR", "look-again", "problem of its own"],
    [500, "CANNOT_DECREASE_DISK_SIZE", "waits", "disk"],
    [409, "OUT_OF_CAPACITY", "failed", "schedule another tier"],
    [400, "CLUSTER_DISK_SIZE_INVALID", "failed", "schedule a larger tier"],
    [401, "UNEXPECTED_ERROR", "failed", "ATLAS_PRIVATE_KEY"],
    [401, "NOT_IN_GROUP", "failed", "add it to the project"],
    [401, "USER_UNAUTHORIZED", "failed", "Project Cluster Manager"],
    [402, "ACCOUNT_SUSPENDED", "failed", "payment"],
    [403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "failed", "API access list"],
    [403, "IP_ADDRESS_NOT_ON_WHITELIST", "failed", "API access list"],
    [404, "GROUP_NOT_FOUND", "failed", "check `projects`"],
    [406, "INVALID_VERSION_DATE", "failed", "update this app"],
    [410, "VERSION_GONE", "failed", "update this app"],
    [400, "SOMETHING_NEW", "failed", ""],
  ])("reads %i %s as %s", (status, code, meaning, remedy) => {
    const diagnosis = diagnose(refusal(status, code));
    expect(diagnosis).toMatchObject({ code, meaning });
    expect(diagnosis.remedy).toContain(remedy);
  });

  it("tells a lost answer and an exhausted budget from a refusal", () => {
    expect(diagnose(new ConnectionError("PATCH", "/x", "reset"))).toMatchObject({ meaning: "look-again" });
    expect(diagnose(new BudgetError("PATCH", "/x"))).toMatchObject({ meaning: "deferred" });
  });

  it("throws on what is a bug of ours", () => {
    expect(() => diagnose(new TypeError("x is not a function"))).toThrow(TypeError);
  });
});

import { describe, expect, it } from "@jest/globals";
import { appServicesUrl } from "../../../../scripts/lib/app-services/address";

describe("appServicesUrl", () => {
  it.each([
    [{}, "https://services.cloud.mongodb.com"],
    [{ ATLAS_BASE_URL: "https://cloud.mongodb.com/api/atlas/v2" }, "https://services.cloud.mongodb.com"],
    [{ ATLAS_BASE_URL: "http://127.0.0.1:8765/api/atlas/v2" }, "http://127.0.0.1:8765"],
    [{ ATLAS_BASE_URL: "https://proxy.example", APP_SERVICES_URL: "https://apps.example/" }, "https://apps.example"],
  ])("is beside the Administration API, or where it is said to be: %j", (environment, url) => {
    expect(appServicesUrl(environment)).toBe(url);
  });

  it.each([
    "127.0.0.1:8765/api/atlas/v2",
    "http://127.0.0.1.8765/api/atlas/v2",
    "http://cloud.mongodb.com/api/atlas/v2",
    "https://cloud.mongodb.com.example/api/atlas/v2",
    "https://cloud.mongodbgov.com/api/atlas/v2",
  ])("does not take the real Atlas for what ATLAS_BASE_URL=%s may have meant", (address) => {
    expect(() => appServicesUrl({ ATLAS_BASE_URL: address })).toThrow(
      /^ATLAS_BASE_URL is neither at https:\/\/cloud\.mongodb\.com nor on this machine .*: mend it, or set APP_SERVICES_URL/,
    );
  });

  it.each(["0a1b2c3d-secret-in-the-wrong-place", "https://user:0a1b2c3d-secret@proxy.example"])(
    "does not show what may be a key that was pasted into the wrong variable",
    (pasted) => {
      expect(() => appServicesUrl({ ATLAS_BASE_URL: pasted })).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining("0a1b2c3d") }),
      );
    },
  );
});

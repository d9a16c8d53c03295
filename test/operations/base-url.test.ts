import { describe, expect, it } from "@jest/globals";
import { readBaseUrl } from "../../src/operations/run/base-url";

describe("readBaseUrl", () => {
  it.each([
    ["https://cloud.mongodb.com/api/atlas/v2", "https://cloud.mongodb.com/api/atlas/v2"],
    ["https://cloud.mongodb.com/api/atlas/v2///", "https://cloud.mongodb.com/api/atlas/v2"],
    ["HTTPS://Cloud.MongoDB.com:443/api/atlas/v2", "https://cloud.mongodb.com/api/atlas/v2"],
    ["https://cloud.mongodbgov.com/api/atlas/v2", "https://cloud.mongodbgov.com/api/atlas/v2"],
    ["http://127.0.0.1:8080/api/atlas/v2", "http://127.0.0.1:8080/api/atlas/v2"],
    ["http://localhost/api/atlas/v2/", "http://localhost/api/atlas/v2"],
    ["https://[::1]:8443/api/atlas/v2", "https://[::1]:8443/api/atlas/v2"],
    ["https://atlas.example.com:8443/api/atlas/v2", "https://atlas.example.com:8443/api/atlas/v2"],
  ])("takes %s", (text, url) => {
    expect(readBaseUrl(text, ["atlas.example.com:8443"])).toEqual({ url });
  });

  it.each([
    "http://cloud.mongodb.com/api/atlas/v2",
    "ftp://cloud.mongodb.com/api/atlas/v2",
    "cloud.mongodb.com",
    "",
    "https://",
    "https://me:pass@cloud.mongodb.com/api/atlas/v2",
    "https://me@127.0.0.1/api/atlas/v2",
    "http://127.0.0.1@evil.example.com/",
    "http://127.0.0.1:80@evil.example.com/",
    "http://localhost.evil.example.com/api/atlas/v2",
    "http://127.0.0.1.evil.example.com/api/atlas/v2",
    "https://cloud.mongodb.com/api?x=1",
    "https://cloud.mongodb.com/api#x",
    "https://cloud.mongodb.com\\@evil.example.com/",
    "https://cloud.mongodb.com/../x",
    "https://cloud.mongodb.com/api/..",
    "https://cloud.mongodb.com/a b",
    "https://cloud.mongodb.com\n/api",
  ])("refuses %s as no https address", (text) => {
    expect(readBaseUrl(text, [])).toEqual({ problem: expect.stringContaining("must be an https address such as ") });
  });

  it.each([
    "https://evil.example.com/api/atlas/v2",
    "https://cloud.mongodb.com.evil.example.com/api/atlas/v2",
    "https://evil-cloud.mongodb.com/api/atlas/v2",
    "https://cloud.mongodb.com./api/atlas/v2",
    "https://cloud.mongodb.com:8443/api/atlas/v2",
    "https://atlas.example.com/api/atlas/v2",
    "https://10.0.0.1/api/atlas/v2",
    "https://127.0.0.2/api/atlas/v2",
  ])("refuses %s, which is no address of Atlas, and says how to name it", (text) => {
    const read = readBaseUrl(text, ["atlas.example.com:8443"]);
    expect(read).toEqual({ problem: expect.stringContaining("name its host in app/values/ATLAS_BASE_URL.json") });
    expect(JSON.stringify(read)).not.toContain("evil");
  });
});

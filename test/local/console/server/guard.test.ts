import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { aRequest } from "../../server/a-request";
import { aConsole, type TestConsole } from "./a-console";

let console: TestConsole;
beforeAll(async () => {
  console = await aConsole();
});
afterAll(() => console.stop());

const port = () => new URL(console.atlas.url).port;
const put = (headers: Record<string, string>) =>
  aRequest(`${console.atlas.url}/local-atlas/clock`, {
    method: "PUT",
    headers: { "content-type": "application/json", ...headers },
    body: '{"speed": "step"}',
  });
const statusOf = async (headers: Record<string, string>) => (await put(headers)).status;

describe("a route that changes something", () => {
  it("answers the page that this port serves, by whichever name the browser has it", async () => {
    for (const name of ["127.0.0.1", "localhost", "[::1]"]) {
      const host = `${name}:${port()}`;
      expect(await statusOf({ host, origin: `http://${host}`, "sec-fetch-site": "same-origin" })).toBe(200);
    }
  });

  it("answers a client that is no browser", async () => {
    expect(await statusOf({})).toBe(200);
  });

  it.each([
    ["of another site", () => "https://evil.example"],
    ["of another port of this machine", () => `http://127.0.0.1:${Number(port()) + 1}`],
    ["of no port", () => "http://127.0.0.1"],
    ["of another name of this machine", () => `http://localhost:${port()}`],
    ["by https", () => `https://127.0.0.1:${port()}`],
    ["with no origin of its own", () => "null"],
    ["with an empty origin", () => ""],
    ["with more behind the origin", () => `http://127.0.0.1:${port()}/`],
  ])("answers no page %s", async (_, origin) => {
    expect(await statusOf({ origin: origin() })).toBe(403);
  });

  it.each(["cross-site", "same-site"])("answers no page that the browser calls %s, origin or not", async (site) => {
    expect(await statusOf({ "sec-fetch-site": site })).toBe(403);
  });

  it("takes nothing that a form could send", async () => {
    const headers = { origin: console.atlas.url, "content-type": "text/plain" };
    expect(await statusOf(headers)).toBe(415);
  });
});

describe("the feed", () => {
  it.each([{ origin: "https://evil.example" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }])(
    "is not for a page elsewhere: %j",
    async (headers) => {
      const feed = `${console.atlas.url}/local-atlas/console/feed`;
      expect((await aRequest(feed, { headers })).status).toBe(403);
    },
  );
});

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { openSession, type ServiceSession } from "../../../../scripts/lib/app-services/session";

/** A service that drops the connection of the next `drops` requests, and answers any other with `status`. */
let server: Server;
let session: ServiceSession;
let drops = 0;
let status = 200;
let seen: string[] = [];
/** How many of the next answers are cut in half. */
let cuts = 0;
let answer: string;
/** What never comes. */
let missing: "headers" | "rest" | null = null;

const key = { publicKey: "p", privateKey: "private-key-of-somebody" };
const tokens = JSON.stringify({ access_token: "a", refresh_token: "refresh-token-1" });

beforeEach(async () => {
  [drops, status, seen, cuts, answer, missing] = [0, 200, [], 0, tokens, null];
  server = createServer((request, response) => {
    seen.push(`${request.method}`);
    if (drops > 0) {
      drops -= 1;
      return request.socket.destroy();
    }
    if (missing === "headers") return;
    response.writeHead(status, { "Content-Type": "application/json" });
    if (missing === "rest") return response.write(" ");
    if (cuts === 0) return response.end(answer);
    cuts -= 1;
    return response.write(answer.slice(0, 9), () => response.destroy());
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  session = await openSession(url, key);
  seen = [];
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe("a session with App Services", () => {
  it("reads again where the connection was dropped, twice at most", async () => {
    drops = 2;
    await expect(session.send("GET", "/x")).resolves.toMatchObject({ access_token: "a" });
    expect(seen).toEqual(["GET", "GET", "GET"]);
    drops = 3;
    await expect(session.send("GET", "/x")).rejects.toThrow(
      /did not answer GET \/x: other side closed \(UND_ERR_SOCKET\)/,
    );
  });

  it("writes once, because nobody knows whether it was done", async () => {
    drops = 1;
    await expect(session.send("POST", "/x")).rejects.toThrow("did not answer POST /x");
    expect(seen).toEqual(["POST"]);
  });

  it.each([
    ["a web page", "<html>Welcome</html>", /answered GET \/x with something that is not JSON: check APP_SERVICES_URL/],
    ["JSON that is cut short", '[{"_id":', /answered GET \/x with something that is not JSON/],
    ["JSON without end", "[".repeat(100_000), /answered GET \/x with something that is not JSON/],
  ])("does not take for an answer: %s", async (_what, body, message) => {
    answer = body;
    await expect(session.send("GET", "/x")).rejects.toThrow(message);
  });

  it("does not take half a body for an answer, and reads again", async () => {
    cuts = 2;
    await expect(session.send("GET", "/x")).resolves.toMatchObject({ access_token: "a" });
    cuts = 3;
    await expect(session.send("GET", "/x")).rejects.toThrow(/did not answer GET \/x: /);
    expect(seen).toHaveLength(6);
  });

  it("reads no more than 64 MB, and does not ask for that again", async () => {
    answer = " ".repeat(65 * 1024 * 1024);
    await expect(session.send("GET", "/x")).rejects.toThrow("did not answer GET /x: its answer has more than 64 MB");
    expect(seen).toEqual(["GET"]);
  });

  describe("that says nothing more", () => {
    afterEach(() => void jest.useRealTimers());

    it.each([
      ["the headers", "headers", "GET", "/x", 60],
      ["the rest of a body", "rest", "GET", "/x", 60],
      ["a function that is run", "rest", "POST", "/apps/1/debug/execute_function?run_as_system=true", 300],
      ["an import", "headers", "POST", "/apps/1/import?strategy=replace-by-name", 300],
    ] as const)("is waited for by the clock: %s", async (_what, isMissing, method, path, seconds) => {
      jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "performance", "Date"] });
      missing = isMissing;
      let isOver = false;
      const sent = session.send(method, path).catch((error: Error) => error.message);
      void sent.then(() => (isOver = true));
      while (seen.length === 0) await setImmediate();
      for (let turn = 0; turn < 200; turn += 1) await setImmediate();
      jest.advanceTimersByTime(seconds * 1_000 - 1);
      for (let turn = 0; turn < 200; turn += 1) await setImmediate();
      expect(isOver).toBe(false);
      jest.advanceTimersByTime(1);
      expect(await sent).toMatch(
        new RegExp(`did not answer ${method} ${path.split("?")[0]}.*: no answer within ${seconds} s$`),
      );
      expect(seen).toHaveLength(1);
    });
  });

  it("repeats a refusal without what steers a terminal, without credentials, and not at any length", async () => {
    status = 400;
    const evil = `\u001b[31mred\u202e ${key.privateKey} refresh-token-1 ${Buffer.from(key.privateKey).toString("base64")}`;
    answer = JSON.stringify({ error: `${evil} ${"response=".repeat(50_000)}`, error_code: evil });
    const refusal = await session.send("POST", "/x").catch((error: Error) => error.message);
    expect(refusal).toMatch(
      /^App Services refused POST \/x: red \[redacted\] \[redacted\] \[redacted\]\w?=* response=/,
    );
    expect(String(refusal).length).toBeLessThan(1_100);
  });

  it("does not repeat what it was to put into a Secret", async () => {
    status = 400;
    answer = JSON.stringify({ error: "no: https://hooks.example.com/T00SECRETB00", error_code: "Bad" });
    for (const path of ["/groups/p/apps/1/secrets", "/groups/p/apps/1/secrets/2"]) {
      const sent = session.send("PUT", path, { name: "hook", value: "https://hooks.example.com/T00SECRETB00" });
      await expect(sent).rejects.toThrow(`App Services refused PUT ${path}: no: [redacted] (Bad)`);
    }
  });

  it.each([429, 503])("says that %i is no fault of whoever deploys", async (refusal) => {
    status = refusal;
    await expect(session.send("GET", "/x")).rejects.toThrow(/problem of its own: try again in a few minutes$/);
  });
});

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openSession, type ServiceSession } from "../../../../scripts/lib/app-services/session";

/** A service that drops the connection of the next `drops` requests, and answers any other with `status`. */
let server: Server;
let session: ServiceSession;
let drops = 0;
let status = 200;
let seen: string[] = [];

beforeEach(async () => {
  [drops, status, seen] = [0, 200, []];
  server = createServer((request, response) => {
    seen.push(`${request.method}`);
    if (drops > 0) {
      drops -= 1;
      return request.socket.destroy();
    }
    response.writeHead(status, { "Content-Type": "application/json" });
    return response.end(JSON.stringify({ access_token: "a", refresh_token: "r" }));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  session = await openSession(url, { publicKey: "p", privateKey: "s" });
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

  it.each([429, 503])("says that %i is no fault of whoever deploys", async (refusal) => {
    status = refusal;
    await expect(session.send("GET", "/x")).rejects.toThrow(/problem of its own: try again in a few minutes$/);
  });
});

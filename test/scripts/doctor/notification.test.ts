import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { openAtlas } from "../../../scripts/doctor/atlas";
import { testNotification } from "../../../scripts/doctor/checks/notification";
import { billing, NOW, PROJECT, withKey } from "./a-doctor";

let server: Server;
let url: string;
let received: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      received.push(body);
      response.writeHead(request.url === "/token" ? 200 : 404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function told(notifyUrl: string | undefined): Promise<string> {
  const atlas = openAtlas({
    environment: { ...withKey, ATLAS_PROJECT_ID: PROJECT, ...(notifyUrl && { NOTIFY_URL: notifyUrl }) },
    written: { timezone: "UTC", schedules: [billing] },
    baseUrl: undefined,
    hosts: [],
    nowMs: () => NOW,
  });
  try {
    const { level, says } = await testNotification(atlas);
    return `${level}: ${says}`;
  } finally {
    atlas.close();
  }
}

it("sends a message that says it is a test, and tells what came of it without the address", async () => {
  received = [];
  expect(await told(`${url}/token`)).toBe("ok: 127.0.0.1 took a test message: see that it arrived");
  expect(JSON.parse(received[0] ?? "")).toMatchObject({
    severity: "info",
    title: "Test of the notifications of atlas-cluster-scheduler: nothing happened to any cluster",
  });
  expect(await told(`${url}/wrong-token`)).toBe("failed: 127.0.0.1 answered with status 404");
  expect(await told("http://127.0.0.1:1/token")).toBe("failed: 127.0.0.1 could not be reached");
  expect(await told(undefined)).toBe("failed: NOTIFY_URL is not set, so nothing was sent");
});

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import { anAtlas, project, type Setup } from "./an-app";

interface Received {
  readonly method: string;
  readonly path: string;
  readonly body: {
    readonly items?: readonly { readonly kind: string; readonly text: string }[];
    readonly severity?: string;
  } | null;
}

type Answer = "ok" | "error" | "redirect";

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A receiver on this machine that notes what it is sent. */
async function aReceiver(answer: Answer = "ok") {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      received.push({
        method: request.method ?? "",
        path: request.url ?? "",
        body: text === "" ? null : JSON.parse(text),
      });
      if (answer === "redirect") response.writeHead(302, { Location: "/elsewhere" });
      else response.writeHead(answer === "ok" ? 200 : 500);
      response.end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook-0123456789abcdef`;
  return { url, received };
}

async function anApp(values: Record<string, string>, setup: Setup = {}) {
  return anAtlas({ from: "2026-12-01T11:50Z", values, ...setup });
}

const kindsIn = (received: readonly Received[]) =>
  received.map(({ body }) => body?.items?.map(({ kind }) => kind) ?? []);

describe("NOTIFY_URL", () => {
  it("hears of a window what was requested and when it was reached, each once", async () => {
    const { url, received } = await aReceiver();
    const atlas = await anApp({ NOTIFY_URL: url });
    await atlas.until("2026-12-01T16:00Z");
    expect(kindsIn(received)).toEqual([["asked"], ["reached"]]);
    expect(received.map(({ method, path }) => [method, path])).toEqual(
      Array(2).fill(["POST", "/hook-0123456789abcdef"]),
    );
    expect(received[0]?.body?.items?.[0]?.text).toMatch(/^Asked of Atlas: resize M10 to M50: .*Cluster0$/);
    expect(received[1]?.body?.items?.[0]?.text).toMatch(
      /Cluster0 has reached its target \(unchanged at M50\), 1\d minutes/,
    );
  });

  it("hears of a failure at the boundary, after an hour and once a day, and of the recovery", async () => {
    const { url, received } = await aReceiver();
    const atlas = await anApp({ NOTIFY_URL: url });
    const fault = { kind: "status", status: 409, code: "OUT_OF_CAPACITY" } as const;
    atlas.api.faults.add({ method: "PATCH", times: "always", fault });
    await atlas.until("2026-12-02T00:30Z");
    expect(kindsIn(received)).toEqual([["failed"], ["late"], ["failed"]]);
    expect(received.every(({ body }) => body?.severity === "error")).toBe(true);
    expect(received[0]?.body?.items?.[0]?.text).toContain("OUT_OF_CAPACITY");
    atlas.api.faults.clear();
    await atlas.until("2026-12-02T02:00Z");
    expect(kindsIn(received).slice(3)).toEqual([["asked"], ["recovered"]]);
  });

  it("hears once of a cluster that is held because somebody changed it", async () => {
    const { url, received } = await aReceiver();
    const atlas = await anApp(
      { NOTIFY_URL: url },
      { from: "2026-12-01T13:00Z", clusters: [{ name: "Cluster0", tier: "M50" }] },
    );
    await atlas.until("2026-12-01T14:00Z");
    const [shard] = atlas.state.cluster(project, "Cluster0")?.shards ?? [];
    atlas.state.changeAs({ username: "ann@example.com" }, project, "Cluster0", {
      replicationSpecs: [
        {
          id: shard?.id,
          regionConfigs: shard?.regions.map(({ providerName, regionName, priority, electable }) => ({
            providerName,
            regionName,
            priority,
            electableSpecs: { ...electable, instanceSize: "M40" },
          })),
        },
      ],
    } as never);
    await atlas.until("2026-12-01T18:00Z");
    expect(kindsIn(received)).toEqual([["held"]]);
    expect(received[0]?.body?.items?.[0]?.text).toContain("ann@example.com");
  });

  it.each<[Answer, RegExp]>([
    ["error", /WARNING: NOTIFY_URL \(127\.0\.0\.1\) answered with status 500/],
    ["redirect", /WARNING: NOTIFY_URL \(127\.0\.0\.1\) answered with status 302/],
  ])("never fails a run, whatever its receiver does, and stays out of the log: %s", async (answer, says) => {
    const { url, received } = await aReceiver(answer);
    const atlas = await anApp({ NOTIFY_URL: url }, { from: "2026-12-01T12:01Z" });
    const { outcome, logs } = await atlas.call("reconcile");
    expect(outcome).toBe("completed");
    expect(received).toHaveLength(1);
    expect(logs.join("\n")).toMatch(says);
    expect(logs.join("\n")).not.toContain("hook-0123456789abcdef");
  });

  it("tells nobody of a dry run", async () => {
    const { url, received } = await aReceiver();
    const atlas = await anApp({ NOTIFY_URL: url, PING_URL: url }, { from: "2026-12-01T12:01Z" });
    await atlas.call("reconcile", { dryRun: true });
    expect(received).toEqual([]);
  });

  it.each(["http://alerts.example.com/x", "ftp://127.0.0.1/x", "https://user:pass@alerts.example.com/x"])(
    "is refused before anything is done where it is not https, without a word of what it is: %s",
    async (url) => {
      const atlas = await anApp({ NOTIFY_URL: url }, { from: "2026-12-01T12:01Z" });
      const { error } = await atlas.call("reconcile");
      expect(error?.message).toContain("NOTIFY_URL: must be an https address");
      expect(error?.message).not.toContain("example.com");
      expect(atlas.patches()).toEqual([]);
    },
  );
});

describe("PING_URL", () => {
  it("is fetched after each good run, and with /fail after a failed one", async () => {
    const { url, received } = await aReceiver();
    const atlas = await anApp({ PING_URL: url }, { from: "2026-12-01T12:01Z" });
    await atlas.call("reconcile");
    atlas.api.faults.add({ times: "always", fault: { kind: "status", status: 403, code: "ACCESS_FORBIDDEN" } });
    await atlas.call("reconcile");
    expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /hook-0123456789abcdef",
      "GET /hook-0123456789abcdef/fail",
    ]);
  });
});

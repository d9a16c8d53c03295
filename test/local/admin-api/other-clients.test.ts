import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { request } from "urllib";
import { KEY, type LocalAtlas, PROJECT, startLocalAtlas, V2024_08, V2024_10 } from "./local-atlas";

const run = promisify(execFile);

let atlas: LocalAtlas;
let curlIsThere = false;

beforeEach(async () => {
  curlIsThere = await run("curl", ["--version"]).then(
    () => true,
    () => false,
  );
  atlas = await startLocalAtlas();
  atlas.state.addCluster(PROJECT, { name: "Cluster0" });
});
afterEach(() => atlas.stop());

async function curl(...args: string[]): Promise<string | undefined> {
  if (!curlIsThere) {
    console.warn("curl is not installed: skipped");
    return undefined;
  }
  const credentials = ["--digest", "--user", `${KEY.publicKey}:${KEY.privateKey}`];
  return (await run("curl", ["--silent", "--show-error", ...credentials, ...args])).stdout;
}

describe("curl --digest", () => {
  it("reads clusters", async () => {
    const text = await curl(
      "-H",
      `Accept: ${V2024_08}`,
      `${atlas.api.baseUrl}/groups/${PROJECT}/clusters?itemsPerPage=5`,
    );
    if (text !== undefined) expect(JSON.parse(text).results[0].name).toBe("Cluster0");
  });

  it("changes one", async () => {
    const text = await curl(
      ...["-X", "PATCH", "-H", `Accept: ${V2024_10}`, "-H", "Content-Type: application/json", "-d", '{"paused":true}'],
      `${atlas.api.baseUrl}/groups/${PROJECT}/clusters/Cluster0`,
    );
    if (text !== undefined) expect(JSON.parse(text).paused).toBe(true);
  });

  it("uses one connection and one nonce for several requests", async () => {
    const url = `${atlas.api.baseUrl}/groups/${PROJECT}/clusters/Cluster0`;
    const text = await curl(
      "-H",
      `Accept: ${V2024_08}`,
      "-o",
      "/dev/null",
      "-w",
      "%{http_code} ",
      url,
      "-o",
      "/dev/null",
      url,
    );
    if (text !== undefined) expect(text).toBe("200 200 ");
  });
});

describe("urllib", () => {
  it("reads a cluster with digest", async () => {
    const { status, data } = await request(`${atlas.api.baseUrl}/groups/${PROJECT}/clusters/Cluster0`, {
      digestAuth: `${KEY.publicKey}:${KEY.privateKey}`,
      headers: { accept: V2024_08 },
      dataType: "json",
      socketErrorRetry: 0,
    });
    expect([status, data.name]).toEqual([200, "Cluster0"]);
  });
});

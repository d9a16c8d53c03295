/** Against something in Atlas's place that gives back what it was sent: nothing of it reaches the terminal. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openAtlas } from "../../../scripts/doctor/atlas";
import { examineAtlas } from "../../../scripts/doctor/examine";
import { printFinding } from "../../../scripts/doctor/print";
import { plain } from "../../../scripts/lib/paint";
import { leaksOf } from "../../runtime/secrets";
import { billing, NOW, PROJECT, withAccount, withKey } from "./a-doctor";

const evil = "\u001b[31mred\u202e\u0007\nok  all is well";

let server: Server;
/** Every header that carried a credential, and every token that was granted. */
let seen: string[] = [];
let describesProject = false;

beforeAll(async () => {
  server = createServer((request, response) => {
    const { authorization = "" } = request.headers;
    if (request.url === "/api/oauth/token") {
      seen.push(authorization, `token-${seen.length}-of-somebody`);
      response.end(JSON.stringify({ access_token: seen.at(-1), expires_in: 3600 }));
    } else if (authorization === "") {
      response.writeHead(401, { "WWW-Authenticate": 'Digest realm="MMS Public API", nonce="abc", qop="auth"' }).end();
    } else {
      seen.push(authorization);
      const isProject = describesProject && request.url?.endsWith(`/groups/${PROJECT}`);
      const said = `${evil} ${authorization} ${Buffer.from(authorization).toString("base64")} ${Object.values(withKey)}`;
      const refusal = { error: 400, errorCode: "BAD", detail: said, reason: said };
      response.writeHead(isProject ? 200 : 400, { "Content-Type": "application/json" });
      response.end(JSON.stringify(isProject ? { id: PROJECT, orgId: PROJECT } : refusal));
    }
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe.each([
  ["an API key", withKey],
  ["a service account", withAccount],
])("with %s, the doctor", (_kind, credentials) => {
  it.each([false, true])("prints nothing of what it sent (the project is described: %j)", async (isDescribed) => {
    [seen, describesProject] = [[], isDescribed];
    const ATLAS_BASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/atlas/v2`;
    const environment = { ATLAS_PROJECT_ID: PROJECT, ATLAS_BASE_URL, ...credentials };
    const written = { schedules: [billing] };
    const atlas = openAtlas({ environment, written, baseUrl: undefined, hosts: [], nowMs: () => NOW });
    let printed = "";
    const wishes = { accessList: false, alert: false, note: () => undefined };
    try {
      await examineAtlas(atlas, "aws", wishes, (findings) => {
        for (const one of findings) printed += printFinding(one, plain);
      });
    } finally {
      atlas.close();
    }
    expect(printed).toContain("BAD");
    const { ATLAS_PRIVATE_KEY, ATLAS_CLIENT_SECRET } = credentials as Record<string, string | undefined>;
    const digests = seen.map((header) => /response="([^"]+)"/.exec(header)?.[1] ?? header.replace(/^\w+ /, ""));
    const secrets = [...digests, ATLAS_PRIVATE_KEY, ATLAS_CLIENT_SECRET].filter((one) => one !== undefined);
    expect(secrets.length).toBeGreaterThan(1);
    expect(leaksOf(secrets, printed)).toEqual([]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e]/);
    expect(printed).not.toMatch(/^ok {2}all is well/m);
  });
});

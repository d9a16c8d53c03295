/** `npm run call` against servers that give back what they were sent, over real HTTP and with the platform's own digest. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { call } from "../../../scripts/call";
import { aSecret, leaksOf } from "../../runtime/secrets";
import { endOf } from "../a-command";

/** What a server says to whoever has shown a credential; `shown` is the header, and what can be read out of it. */
type Answer = (shown: readonly string[], response: ServerResponse) => void;

const challenge =
  'Digest realm="MMS Public API", domain="", nonce="bm9uY2Utb2YtdGhpcy10ZXN0", algorithm=MD5, qop="auth", stale=false';

/** Values of a Digest header that are made of the secret, a token, or what a Basic header decodes to. */
function shownBy(header: string): string[] {
  if (header.startsWith("Digest ")) {
    return [header, ...Array.from(header.matchAll(/(?:response|cnonce)="([^"]+)"/g), ([, value]) => value ?? "")];
  }
  const token = header.replace(/^\w+ /, "");
  const decoded = header.startsWith("Basic ") ? Buffer.from(token, "base64").toString() : "";
  return [header, token, ...(decoded === "" ? [] : [decoded.slice(decoded.indexOf(":") + 1)])];
}

const json = (response: ServerResponse, status: number, body: object, headers: object = {}) =>
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));

const answers: Readonly<Record<string, Answer>> = {
  detail: (shown, response) => json(response, 403, { errorCode: shown[1], detail: shown.join(" and "), error: 403 }),
  redirect: (shown, response) =>
    json(
      response,
      302,
      { reason: shown.join() },
      { Location: `http://127.0.0.1:1/?${encodeURIComponent(shown.join())}` },
    ),
  names: (shown, response) => {
    const electableSpecs = { instanceSize: "M10", nodeCount: 3, diskSizeGB: 10 };
    const region = { providerName: "AWS", regionName: "US_EAST_1", priority: 7, electableSpecs };
    const replicationSpecs = [{ id: "64f0000000000000000000a1", regionConfigs: [region] }];
    const tags = [{ key: "scheduler-hold", value: shown.join(" ") }];
    const results = ["Cluster0", ...shown].map((name) => ({ name, stateName: shown[0], tags, replicationSpecs }));
    json(response, 200, { results, totalCount: results.length });
  },
};

let server: Server;
let answer: Answer;
/** Everything made of a credential that the server has seen. */
const seen = new Set<string>();

function serve({ headers, method }: IncomingMessage, response: ServerResponse): void {
  const header = headers.authorization;
  if (header === undefined) {
    response.writeHead(401, { "WWW-Authenticate": challenge }).end("{}");
    return;
  }
  const shown = shownBy(header);
  for (const one of shown.slice(1)) seen.add(one);
  if (method === "POST") json(response, 200, { access_token: `tok-${shown.length}-aBcDeFgH0123`, expires_in: 3600 });
  else answer(shown, response);
}

beforeAll(async () => {
  server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => {
  server.close();
});

const nothing = { ATLAS_CLUSTER_NAME: "", SCALE_UP_TIER: "", SCALE_DOWN_TIER: "" };

describe("npm run call against a server that gives back what it was sent", () => {
  it.each(Object.keys(answers))(
    "shows nothing of a credential that comes back in: %s",
    async (where) => {
      answer = answers[where] ?? answer;
      const [secret = "", other = ""] = fc.sample(aSecret, 2).map((one) => one.trim());
      const { port } = server.address() as AddressInfo;
      const base = {
        ...nothing,
        ATLAS_PROJECT_ID: "5e1ec444970199272441a214",
        ATLAS_BASE_URL: `http://127.0.0.1:${port}`,
      };
      const noKey = { ATLAS_PUBLIC_KEY: "", ATLAS_PRIVATE_KEY: "" };
      const noAccount = { ATLAS_CLIENT_ID: "", ATLAS_CLIENT_SECRET: "" };
      const account = { ATLAS_CLIENT_ID: "mdb_sa_id_0123456789abcdef01234567", ATLAS_CLIENT_SECRET: other };
      const ends = await Promise.all([
        endOf(call, ["reconcile"], { ...base, ...noAccount, ATLAS_PUBLIC_KEY: "schedulr", ATLAS_PRIVATE_KEY: secret }),
        endOf(call, ["status"], { ...base, ...noKey, ...account }),
      ]);
      const told = ends.map(({ out, err }) => out + err).join("\n");
      expect(told).toContain("[redacted]");
      expect(leaksOf([secret, other, ...seen], told)).toEqual([]);
    },
    20_000,
  );
});

/** A running local Atlas for one test, and a digest client of its own that shares no code with either side. */
import { createHash } from "node:crypto";
import { request as httpRequest } from "node:http";
import { createFaults } from "../../../src/local/admin-api/faults/faults";
import { type AdminApi, startAdminApi } from "../../../src/local/admin-api/server";
import type { Settings } from "../../../src/local/admin-api/settings";
import { type AtlasState, createAtlasState } from "../../../src/local/admin-api/state/state";
import { createSteppedClock, type SteppedClock } from "../../../src/local/clock/stepped-clock";

export const PROJECT = "5e1ec444970199272441a214";
export const OTHER_PROJECT = "5e1ec444970199272441a215";
export const START = Date.parse("2026-11-01T00:00:00Z");
export const MINUTE = 60_000;
export const V2024_08 = "application/vnd.atlas.2024-08-05+json";
export const V2024_10 = "application/vnd.atlas.2024-10-23+json";
export const KEY = { publicKey: "managerk", privateKey: "11111111-2222-3333-4444-555555555555" };
export const OWNER = { publicKey: "ownerkey", privateKey: "99999999-aaaa-bbbb-cccc-dddddddddddd" };
export const READER = { publicKey: "readonly", privateKey: "66666666-7777-8888-9999-000000000000" };

export interface LocalAtlas {
  readonly clock: SteppedClock;
  readonly state: AtlasState;
  readonly api: AdminApi;
  /** One digest pair as the manager; `body` is sent as JSON. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  advanceMinutes(minutes: number): Promise<void>;
  stop(): Promise<void>;
}

export interface CallOptions {
  readonly accept?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly key?: { publicKey: string; privateKey: string };
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | undefined>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared, never computed with
  readonly json: any;
}

export async function startLocalAtlas(settings: Partial<Settings> = {}): Promise<LocalAtlas> {
  const clock = createSteppedClock({ startMs: START });
  const state = createAtlasState({ clock, settings });
  state.addProject({ id: PROJECT, name: "shop" });
  state.addProject({ id: OTHER_PROJECT, name: "elsewhere" });
  state.addApiKey({ ...KEY, projects: { [PROJECT]: ["GROUP_CLUSTER_MANAGER"] } });
  state.addApiKey({ ...OWNER, projects: { [PROJECT]: ["GROUP_OWNER"] } });
  state.addApiKey({ ...READER, projects: { [PROJECT]: ["GROUP_READ_ONLY"] } });
  const api = await startAdminApi({ clock, state, faults: createFaults() });
  return {
    clock,
    state,
    api,
    call: (method, path, options = {}) => digestCall(api.baseUrl, method, path, options),
    advanceMinutes: (minutes) => clock.advanceBy(minutes * MINUTE),
    async stop() {
      state.stop();
      await api.close();
    },
  };
}

export async function digestCall(baseUrl: string, method: string, path: string, options: CallOptions): Promise<Answer> {
  const url = new URL(baseUrl + path);
  const headers = {
    accept: options.accept ?? (method === "GET" ? V2024_08 : V2024_10),
    ...(options.body === undefined ? {} : { "content-type": "application/json" }),
    ...options.headers,
  };
  const body = options.body === undefined ? undefined : textOf(options.body);
  const first = await send(url, method, headers, body);
  const challenge = first.headers["www-authenticate"];
  if (first.status !== 401 || challenge === undefined) return first;
  const authorization = digestAnswer(challenge, method, url.pathname + url.search, options.key ?? KEY);
  return send(url, method, { ...headers, authorization }, body);
}

const textOf = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body));

export function digestAnswer(
  challenge: string,
  method: string,
  uri: string,
  key: { publicKey: string; privateKey: string },
  nc = "00000001",
): string {
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? "";
  const realm = /realm="([^"]+)"/.exec(challenge)?.[1] ?? "";
  const md5 = (text: string) => createHash("md5").update(text).digest("hex");
  const ha1 = md5(`${key.publicKey}:${realm}:${key.privateKey}`);
  const response = md5(`${ha1}:${nonce}:${nc}:c0ffee:auth:${md5(`${method}:${uri}`)}`);
  return (
    `Digest username="${key.publicKey}", realm="${realm}", nonce="${nonce}", uri="${uri}", ` +
    `algorithm=MD5, response="${response}", qop=auth, nc=${nc}, cnonce="c0ffee"`
  );
}

export function send(url: URL, method: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("aborted", () => reject(new Error("aborted")));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        const type = String(response.headers["content-type"] ?? "");
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string | undefined>,
          text,
          json: /json/.test(type) ? JSON.parse(text) : undefined,
        });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Very many clusters behind plain ports: an Atlas that only lists, shows and resizes, on a clock of its own. */
import type { HttpRequest, HttpResponse } from "../../src/atlas/http";
import { createSteppedClock } from "../../src/local/clock/stepped-clock";
import type { Ports } from "../../src/operations/run/ports";

export interface FleetOptions {
  readonly schedule: object;
  /** Names by project. */
  readonly clusters: Readonly<Record<string, readonly { readonly name: string; readonly tier: string }[]>>;
  readonly from: string;
  readonly credentials?: "api-key" | "service-account";
  readonly readMs?: number;
  readonly writeMs?: number;
  /** An answer in place of the ordinary one; "never": none at all. */
  readonly instead?: (request: HttpRequest) => HttpResponse | "never" | null;
}

export interface Fleet {
  /** Runs an operation to its end, and lets as much time pass as it takes. */
  run<Result>(operation: (ports: Ports, argument: unknown) => Promise<Result>): Promise<FleetRun<Result>>;
  until(instant: string): Promise<void>;
  /** How many clusters have each size. */
  sizes(): Record<string, number>;
}

export interface FleetRun<Result> {
  readonly result: Result | null;
  readonly error: string;
  readonly logs: readonly string[];
  /** As the platform may count them: a digest request is two exchanges, and a timer is one. */
  readonly operations: number;
  readonly seconds: number;
  /** Sizes asked for, in order. */
  readonly asked: readonly string[];
}

const secrets: Readonly<Record<"api-key" | "service-account", Readonly<Record<string, string>>>> = {
  "api-key": { ATLAS_PUBLIC_KEY: "fleetkey", ATLAS_PRIVATE_KEY: "not-a-real-key" },
  "service-account": {
    ATLAS_CLIENT_ID: "mdb_sa_id_0123456789abcdef01234567",
    ATLAS_CLIENT_SECRET: "not-a-real-secret",
  },
};

export function aFleet(options: FleetOptions): Fleet {
  const { credentials = "api-key", readMs = 125, writeMs = 750 } = options;
  const clock = createSteppedClock({ startMs: Date.parse(options.from) });
  const tiers = new Map<string, Map<string, string>>();
  for (const [project, clusters] of Object.entries(options.clusters)) {
    tiers.set(project, new Map(clusters.map(({ name, tier }) => [name, tier])));
  }
  let operations = 0;
  const asked: string[] = [];
  const sleep = (ms: number) => new Promise<void>((resolve) => void clock.setTimer(clock.now() + ms, resolve));

  async function sendHttp(request: HttpRequest): Promise<HttpResponse> {
    operations += request.digest === undefined ? 1 : 2;
    await sleep(request.method === "PATCH" ? writeMs : readMs);
    const instead = options.instead?.(request) ?? null;
    if (instead === "never") return new Promise<HttpResponse>(() => {});
    return instead ?? answer(request);
  }

  function answer({ method, url, body }: HttpRequest): HttpResponse {
    const [path = "", query = ""] = url.replace(/^.*\/v2/, "").split("?");
    if (url.endsWith("/api/oauth/token")) return json({ access_token: "a-token", expires_in: 3600 });
    const [, , project = "", kind, name] = path.split("/");
    const ofProject = tiers.get(project) ?? new Map<string, string>();
    if (kind === "events") return json({ results: [], totalCount: 0 });
    if (name === undefined) return json(pageOf([...ofProject], Number(/pageNum=(\d+)/.exec(query)?.[1])));
    if (method === "PATCH") {
      const size = /"instanceSize":"([^"]+)"/.exec(body ?? "")?.[1] ?? "";
      asked.push(size);
      ofProject.set(name, size);
    }
    return json(described(name, ofProject.get(name) ?? ""));
  }

  const values = { ...secrets[credentials], schedule: options.schedule } as Readonly<Record<string, unknown>>;
  return {
    async run<Result>(operation: (ports: Ports, argument: unknown) => Promise<Result>) {
      operations = 0;
      asked.length = 0;
      const startMs = clock.now();
      const logs: string[] = [];
      let ended: { result: Result | null; error: string } | null = null;
      const ports: Ports = {
        nowMs: clock.now,
        sleep: (ms) => {
          operations += 1;
          return sleep(ms);
        },
        random: () => 0.5,
        sendHttp,
        log: (line) => void logs.push(line),
        redact: (text) => text,
        value: (name) => values[name],
        environmentValue: () => undefined,
        environmentTag: "",
        appProjectId: Object.keys(options.clusters)[0] ?? "",
      };
      void operation(ports, undefined).then(
        (result) => {
          ended = { result, error: "" };
        },
        (error: Error) => {
          ended = { result: null, error: error.message };
        },
      );
      while (ended === null) await clock.advanceBy(50);
      const { result, error } = ended as { result: Result | null; error: string };
      return { result, error, logs, operations, seconds: (clock.now() - startMs) / 1000, asked: [...asked] };
    },
    until: (instant) => clock.advanceTo(Date.parse(instant)),
    sizes: () => {
      const counts: Record<string, number> = {};
      for (const ofProject of tiers.values()) {
        for (const tier of ofProject.values()) counts[tier] = (counts[tier] ?? 0) + 1;
      }
      return counts;
    },
  };
}

function pageOf(clusters: readonly (readonly [string, string])[], pageNum: number): object {
  const results = clusters.slice((pageNum - 1) * 500, pageNum * 500).map(([name, tier]) => described(name, tier));
  return { results, links: [], totalCount: clusters.length };
}

export function described(name: string, tier: string): object {
  const specs = (nodeCount: number) => ({ instanceSize: tier, nodeCount, diskSizeGB: 40, ebsVolumeType: "STANDARD" });
  const region = {
    providerName: "AWS",
    regionName: "US_EAST_1",
    priority: 7,
    electableSpecs: specs(3),
    readOnlySpecs: specs(0),
    analyticsSpecs: specs(0),
    autoScaling: { compute: { enabled: false, scaleDownEnabled: false }, diskGB: { enabled: false } },
  };
  return {
    name,
    stateName: "IDLE",
    paused: false,
    clusterType: "REPLICASET",
    createDate: "2026-01-01T00:00:00Z",
    internalClusterRole: "NONE",
    tags: [],
    replicationSpecs: [{ id: "6b00000000000000000000d0", zoneName: "Zone 1", regionConfigs: [region] }],
  };
}

export function json(body: object, status = 200): HttpResponse {
  return { status, headers: {}, body: JSON.stringify(body) };
}

export function refusal(status: number, errorCode: string, detail: string): HttpResponse {
  return json({ error: status, errorCode, detail, reason: "" }, status);
}

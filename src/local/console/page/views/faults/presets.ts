/** Faults that somebody wants at a click: each is one request to local Atlas. Pure. */
import type { ClusterState } from "../../../protocol";

export interface Preset {
  readonly title: string;
  /** What will happen, in a sentence. */
  readonly says: string;
  readonly asks: readonly Asked[];
}

export interface Asked {
  readonly method: "POST" | "PUT";
  readonly path: string;
  readonly body: unknown;
}

export interface PresetGroup {
  readonly title: string;
  readonly presets: readonly Preset[];
}

/** null: of any cluster, of any trigger. */
export interface PresetScope {
  readonly cluster: ClusterState | null;
  readonly trigger: string | null;
  /** Paces are set cluster by cluster. */
  readonly clusters: readonly ClusterState[];
}

export function presetGroups(scope: PresetScope): readonly PresetGroup[] {
  return [
    { title: "The next change of a cluster", presets: changePresets(scope) },
    { title: "Any request", presets: requestPresets },
    { title: "How Atlas carries changes out", presets: pacePresets(scope) },
    { title: "Triggers", presets: firingPresets(scope) },
  ];
}

function changePresets({ cluster }: PresetScope): readonly Preset[] {
  const of = cluster === null ? "any cluster" : cluster.name;
  const which = cluster === null ? { path: "/api/atlas/v2/groups/*/clusters/*" } : { cluster: cluster.name };
  const change = (title: string, says: string, fault: object): Preset => ({
    title,
    says: `The next change of ${of} ${says}`,
    asks: [ruleAsked({ method: "PATCH", ...which, times: 1, fault })],
  });
  return [
    change("Out of capacity", "is refused: 409 OUT_OF_CAPACITY, as when a region has no such servers left.", {
      kind: "status",
      status: 409,
      code: "OUT_OF_CAPACITY",
    }),
    change("Reset before", "has no effect: its connection is reset first.", { kind: "reset", when: "before" }),
    change("Reset after", "has its effect, and its connection is reset before the answer.", {
      kind: "reset",
      when: "after",
    }),
  ];
}

const API = "/api/*";

const always = (fault: object) => ruleAsked({ path: API, times: "always", fault });
const once = (fault: object) => ruleAsked({ path: API, times: 1, fault });

const requestPresets: readonly Preset[] = [
  {
    title: "429 with Retry-After",
    says: "The next request is over the rate limit; the answer says to come back in 30 seconds.",
    asks: [once({ kind: "status", status: 429, code: "RATE_LIMITED", retryAfterSeconds: 30 })],
  },
  {
    title: "429 without Retry-After",
    says: "The next request is over the rate limit; the answer does not say for how long.",
    asks: [once({ kind: "status", status: 429, code: "RATE_LIMITED" })],
  },
  {
    title: "503",
    says: "The next request is answered 503 Service Unavailable.",
    asks: [once({ kind: "status", status: 503 })],
  },
  {
    title: "Never answered",
    says: "The next request is never answered: its client waits until it gives up.",
    asks: [once({ kind: "never-answered" })],
  },
  {
    title: "Slow answers",
    says: "Every answer takes 30 seconds longer, until this is disarmed.",
    asks: [always({ kind: "latency", ms: 30_000 })],
  },
];

function pacePresets({ cluster, clusters }: PresetScope): readonly Preset[] {
  const [of, many] = cluster === null ? ["every cluster", clusters] : [cluster.name, [cluster]];
  const pace = (title: string, name: "slow" | "stuck", says: string): Preset => ({
    title,
    says: `Changes of ${of} ${says}, until this is disarmed.`,
    asks: many.map(({ key }) => ({ method: "PUT", path: "/faults/pace", body: { cluster: key, pace: name } })),
  });
  return [
    pace("Slow scaling", "slow", "take four times as long"),
    pace("Stuck scaling", "stuck", "begin and never end"),
  ];
}

function firingPresets({ trigger }: PresetScope): readonly Preset[] {
  const of = trigger ?? "any trigger";
  const firing = (title: string, fate: "lost" | "doubled", times: number | "always", says: string): Preset => ({
    title,
    says,
    asks: [{ method: "POST", path: "/faults/firing", body: { fate, times, ...(trigger === null ? {} : { trigger }) } }],
  });
  return [
    firing("Lose the next firing", "lost", 1, `The next firing of ${of} does not happen; a later run makes up for it.`),
    firing("Lose every firing", "lost", "always", `No firing of ${of} happens, until this is disarmed.`),
    firing("Double the next firing", "doubled", 1, `The next firing of ${of} happens twice.`),
  ];
}

function ruleAsked(rule: object): Asked {
  return { method: "POST", path: "/faults/rule", body: { rule } };
}

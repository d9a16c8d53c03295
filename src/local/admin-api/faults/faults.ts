/** Faults on the way to local Atlas: by rule, and at random by seed. Slow and stuck scaling: `AtlasState.setPace`. */
import type { HttpRequest } from "../http/http-types";
import { isLike } from "../http/path-pattern";

export type Fault =
  /** The answer takes that much longer, on the emulator's clock. */
  | { readonly kind: "latency"; readonly ms: number }
  /** This status instead of the answer, before or after the request has had its effect (default: before). */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly code?: string;
      readonly retryAfterSeconds?: number;
      readonly when?: "before" | "after";
    }
  /** The connection is reset, before or after the request has had its effect (default: before). */
  | { readonly kind: "reset"; readonly when?: "before" | "after" }
  /** No answer ever comes, before or after the request has had its effect (default: before), until the client gives up. */
  | { readonly kind: "never-answered"; readonly when?: "before" | "after" }
  /** The request has its effect; of the answer, half arrives. */
  | { readonly kind: "truncate" }
  /** Every access token expires just before this request. */
  | { readonly kind: "expire-tokens" };

export interface FaultRule {
  readonly method?: string;
  /** A path below the host, `*` standing for any text; everything when left out. */
  readonly path?: string;
  /** The name of the cluster that the path is about. */
  readonly cluster?: string;
  /** Which exchange of a digest pair: with credentials (default), without, or both. */
  readonly leg?: "authenticated" | "challenge" | "any";
  /** Lets that many matching requests pass first. */
  readonly skip?: number;
  /** Hits that many requests, then no more. Default 1. */
  readonly times?: number | "always";
  /** 0 to 1: hits that share of the requests that it could hit, the same ones for the same seed. Left out: all. */
  readonly probability?: number;
  readonly seed?: number;
  readonly fault: Fault;
}

/**
 * Hits a share of the authenticated requests. Whether the n-th request of a method and path is hit depends on the seed
 * alone, not on what else is asked meanwhile.
 */
export interface RandomFaults {
  readonly seed: number;
  /** 0 to 1. */
  readonly rate: number;
  readonly faults: readonly Fault[];
}

interface ActiveRule {
  readonly id: number;
  readonly rule: FaultRule;
  seen: number;
  hits: number;
}

export class Faults {
  readonly #rules: ActiveRule[] = [];
  #lastId = 0;
  readonly #asked = new Map<string, number>();
  #random: RandomFaults | undefined;

  get rules(): readonly (FaultRule & { readonly id: number })[] {
    return this.#rules.map(({ id, rule }) => ({ ...rule, id }));
  }

  /** How many requests a rule has hit. */
  hitsOf(id: number): number {
    return this.#rules.find((active) => active.id === id)?.hits ?? 0;
  }

  get random(): RandomFaults | undefined {
    return this.#random;
  }

  add(rule: FaultRule): number {
    this.#lastId += 1;
    this.#rules.push({ id: this.#lastId, rule, seen: 0, hits: 0 });
    return this.#lastId;
  }

  remove(id: number): void {
    const position = this.#rules.findIndex((active) => active.id === id);
    if (position >= 0) this.#rules.splice(position, 1);
  }

  setRandom(settings: RandomFaults | undefined): void {
    this.#random = settings;
    this.#asked.clear();
  }

  clear(): void {
    this.#rules.length = 0;
    this.#random = undefined;
  }

  /** The fault that hits this request: of the first rule that does, else by chance. Counts the request. */
  choose(request: HttpRequest): Fault | undefined {
    const authenticated = request.header("authorization") !== undefined;
    let chosen: Fault | undefined;
    for (const active of this.#rules) {
      if (!matches(active.rule, request, authenticated)) continue;
      active.seen += 1;
      if (chosen !== undefined || !isDue(active)) continue;
      active.hits += 1;
      chosen = active.rule.fault;
    }
    return chosen ?? (authenticated ? this.#byChance(request) : undefined);
  }

  #byChance({ method, path }: HttpRequest): Fault | undefined {
    if (this.#random === undefined) return undefined;
    const { seed, rate, faults } = this.#random;
    const what = `${method} ${path}`;
    const count = (this.#asked.get(what) ?? 0) + 1;
    this.#asked.set(what, count);
    const next = seededRandom(hash(`${seed} ${what} ${count}`));
    return next() < rate ? faults[Math.floor(next() * faults.length)] : undefined;
  }
}

function isDue({ rule, seen, hits }: ActiveRule): boolean {
  const { skip = 0, times = 1, probability, seed = 0 } = rule;
  if (seen <= skip) return false;
  if (probability === undefined) return times === "always" || seen <= skip + times;
  return (times === "always" || hits < times) && seededRandom(hash(`${seed} ${seen}`))() < probability;
}

function matches(rule: FaultRule, request: HttpRequest, authenticated: boolean): boolean {
  const leg = rule.leg ?? "authenticated";
  if (leg !== "any" && (leg === "authenticated") !== authenticated) return false;
  if (rule.method !== undefined && rule.method !== request.method) return false;
  if (rule.cluster !== undefined && clusterIn(request.path) !== rule.cluster) return false;
  return rule.path === undefined || isLike(request.path, rule.path);
}

function clusterIn(path: string): string | undefined {
  return /\/groups\/[^/]+\/clusters\/([^/]+)/.exec(path)?.[1];
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return state >>> 0;
}

/** mulberry32: numbers in [0, 1), the same for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const createFaults = () => new Faults();

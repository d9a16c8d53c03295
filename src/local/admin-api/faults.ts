/** Faults on the way to local Atlas: by rule, and at random by seed. Slow and stuck scaling: `AtlasState.setPace`. */
import type { HttpRequest } from "./http-types";

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
  /** The request has its effect; of the answer, half arrives. */
  | { readonly kind: "truncate" }
  /** Every access token expires just before this request. */
  | { readonly kind: "expire-tokens" };

export interface FaultRule {
  readonly method?: string;
  /** A path below the host, `*` standing for any text; everything when left out. */
  readonly path?: string;
  /** Which exchange of a digest pair: with credentials (default), without, or both. */
  readonly leg?: "authenticated" | "challenge" | "any";
  /** Lets that many matching requests pass first. */
  readonly skip?: number;
  /** Hits that many requests, then no more. Default 1. */
  readonly times?: number | "always";
  readonly fault: Fault;
}

/** Hits a share of the authenticated requests, the same ones for the same seed and order. */
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
}

export class Faults {
  readonly #rules: ActiveRule[] = [];
  #lastId = 0;
  #random: { readonly settings: RandomFaults; readonly next: () => number } | undefined;

  get rules(): readonly (FaultRule & { readonly id: number })[] {
    return this.#rules.map(({ id, rule }) => ({ ...rule, id }));
  }

  get random(): RandomFaults | undefined {
    return this.#random?.settings;
  }

  add(rule: FaultRule): number {
    this.#lastId += 1;
    this.#rules.push({ id: this.#lastId, rule, seen: 0 });
    return this.#lastId;
  }

  remove(id: number): void {
    const position = this.#rules.findIndex((active) => active.id === id);
    if (position >= 0) this.#rules.splice(position, 1);
  }

  setRandom(settings: RandomFaults | undefined): void {
    this.#random = settings === undefined ? undefined : { settings, next: seededRandom(settings.seed) };
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
      if (chosen === undefined && isDue(active)) chosen = active.rule.fault;
    }
    return chosen ?? (authenticated ? this.#byChance() : undefined);
  }

  #byChance(): Fault | undefined {
    if (this.#random === undefined) return undefined;
    const { settings, next } = this.#random;
    const [hit, which] = [next(), next()];
    return hit < settings.rate ? settings.faults[Math.floor(which * settings.faults.length)] : undefined;
  }
}

function isDue({ rule, seen }: ActiveRule): boolean {
  const skip = rule.skip ?? 0;
  const times = rule.times ?? 1;
  return seen > skip && (times === "always" || seen <= skip + times);
}

function matches(rule: FaultRule, request: HttpRequest, authenticated: boolean): boolean {
  const leg = rule.leg ?? "authenticated";
  if (leg !== "any" && (leg === "authenticated") !== authenticated) return false;
  if (rule.method !== undefined && rule.method !== request.method) return false;
  return rule.path === undefined || isLike(request.path, rule.path);
}

function isLike(path: string, pattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(path);
}

/** mulberry32: numbers in [0, 1), the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const createFaults = () => new Faults();

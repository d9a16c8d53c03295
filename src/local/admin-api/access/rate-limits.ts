import { SECOND_MS } from "../../clock/units";
import { ApiError } from "../http/errors";
import { BUCKET_REFILL_MS, BUCKETS, type BucketName, type BucketSize } from "../limits";

interface Bucket {
  readonly size: BucketSize;
  tokens: number;
  filledAt: number;
}

/** Token buckets of the Admin API, one per endpoint set and scope, refilled evenly on the emulator's clock. */
export class RateLimits {
  readonly #now: () => number;
  readonly #sizes: () => Partial<Record<BucketName, BucketSize>>;
  readonly #buckets = new Map<string, Bucket>();

  constructor(now: () => number, sizes: () => Partial<Record<BucketName, BucketSize>>) {
    this.#now = now;
    this.#sizes = sizes;
  }

  size(name: BucketName): BucketSize {
    return this.#sizes()[name] ?? BUCKETS[name];
  }

  /** Takes one token of the bucket `name` of `scope` and returns the headers; throws 429 when it is empty. */
  take(name: BucketName, scope: string, resource: string): RateLimitHeaders {
    const bucket = this.#refilled(name, scope);
    if (bucket.tokens < 1) throw new RateLimitError(bucket.size, resource, secondsToNextToken(bucket));
    bucket.tokens -= 1;
    return rateLimitHeaders(bucket.size, bucket.tokens);
  }

  #refilled(name: BucketName, scope: string): Bucket {
    const key = `${name} ${scope}`;
    const now = this.#now();
    const size = this.size(name);
    const known = this.#buckets.get(key);
    const bucket = known?.size === size ? known : { size, tokens: size.capacity, filledAt: now };
    const gained = ((now - bucket.filledAt) * size.refill) / BUCKET_REFILL_MS;
    bucket.tokens = Math.min(size.capacity, bucket.tokens + gained);
    bucket.filledAt = now;
    this.#buckets.set(key, bucket);
    return bucket;
  }
}

export type RateLimitHeaders = Record<"RateLimit-Limit" | "RateLimit-Remaining", string>;

const rateLimitHeaders = (size: BucketSize, tokens: number): RateLimitHeaders => ({
  "RateLimit-Limit": String(size.capacity),
  "RateLimit-Remaining": String(Math.floor(tokens)),
});

/** Atlas docs, "API rate limits": wording and parameters of RATE_LIMITED_TOKEN_BUCKET. */
export class RateLimitError extends ApiError {
  override readonly headers: Readonly<Record<string, string>>;

  constructor(size: BucketSize, resource: string, waitSeconds: number) {
    const perSeconds = BUCKET_REFILL_MS / SECOND_MS;
    super(
      429,
      "RATE_LIMITED_TOKEN_BUCKET",
      `Rate limit exceeded for ${resource}. Please retry after ${waitSeconds} seconds. ` +
        `Request capacity: ${size.capacity}. Refill rate: ${size.refill} per ${perSeconds} seconds.`,
      [resource, waitSeconds, size.capacity, size.refill, perSeconds],
    );
    this.headers = { ...rateLimitHeaders(size, 0), "Retry-After": String(waitSeconds) };
  }
}

function secondsToNextToken(bucket: Bucket): number {
  const waitMs = ((1 - bucket.tokens) * BUCKET_REFILL_MS) / bucket.size.refill;
  return Math.max(1, Math.ceil(waitMs / SECOND_MS));
}

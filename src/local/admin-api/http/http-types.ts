/** An HTTP request and its answer as plain data, so that everything between the sockets is a function. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query exactly as in the request line. */
  readonly target: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly bodyText: string;
  header(name: string): string | undefined;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly errorCode?: string;
  /** Who asked, once known. */
  readonly actor?: string;
}

/** One request as tests and the console see it; never credentials. */
export interface RequestRecord {
  /** Emulated epoch milliseconds at which it arrived. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** 0 when the connection was reset instead of an answer. */
  readonly status: number;
  /** Public key or client id, once authenticated. */
  readonly actor?: string;
  readonly body?: unknown;
  readonly errorCode?: string;
  /** The kind of fault that was injected into it. */
  readonly fault?: string;
  /** The run of a function that sent it. */
  readonly runId?: string;
}

/** Headers of every answer but a 401 challenge (recorded, August 2026). */
export const COMMON_HEADERS = {
  "Referrer-Policy": "strict-origin-when-cross-origin",
  Server: "mdbws",
  "Strict-Transport-Security": "max-age=31536000; includeSubdomains;",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "X-Permitted-Cross-Domain-Policies": "none",
  "X-Java-Version": "none (local Atlas)",
  "X-Mongodb-Service-Version": "gitHash=0000000000000000000000000000000000000000; versionString=local-atlas",
} as const;

/** Errors and challenges have it, other answers have not (recorded). */
export const ERROR_HEADERS = { Vary: "Accept-Encoding" } as const;

export function jsonReply(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) };
}

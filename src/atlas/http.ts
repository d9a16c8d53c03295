/** The HTTP that the client needs. `runtime` supplies it on top of `context.http`; tests on top of anything. */

export interface HttpRequest {
  readonly method: "GET" | "PATCH" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The sender answers a digest challenge with these, which makes two exchanges. */
  readonly digest?: { readonly username: string; readonly password: string };
}

export interface HttpResponse {
  readonly status: number;
  /** The names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Resolves for every HTTP status; rejects when no answer came, although the change may have been carried out all the
 * same.
 */
export type SendHttp = (request: HttpRequest) => Promise<HttpResponse>;

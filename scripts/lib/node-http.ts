import type { SendHttp } from "../../src/atlas/http";
import { createHttpClient } from "../../src/local/function-runtime/http/client";

/** Bytes of an answer; a page of 500 clusters has some 2 MB. */
const largestAnswer = 64 * 1024 * 1024;

export interface NodeHttp {
  readonly sendHttp: SendHttp;
  close(): void;
}

/** HTTP for commands that call the Admin API themselves: with digest, without repeating anything or following redirects. */
export function nodeHttp(timeoutMs: number): NodeHttp {
  const client = createHttpClient(timeoutMs);
  const sendHttp: SendHttp = async ({ method, url, headers, body, digest }) => {
    const request = {
      method,
      url: new URL(url),
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      usesDigest: digest !== undefined,
      followsRedirects: false,
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
      ...(digest === undefined ? {} : { credentials: digest }),
    };
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), timeoutMs);
    const { signal } = limit;
    const sent = client.send(request, { signal, ownHeaders: () => ({}), room: { left: largestAnswer } });
    const answer = await sent
      .catch((error: unknown) => {
        throw signal.aborted ? new Error(`no answer came within ${timeoutMs / 1_000} s`) : error;
      })
      .finally(() => clearTimeout(timer));
    const entries = Object.entries(answer.headers).map(([name, values]) => [name.toLowerCase(), values.join(", ")]);
    return { status: answer.statusCode, headers: Object.fromEntries(entries), body: answer.body.toString("utf8") };
  };
  return { sendHttp, close: () => client.close() };
}

/**
 * One request and its response over a socket, with Node's own client: it repeats nothing, follows nothing and hides
 * nothing, so that what reaches the server is what the function asked for.
 */
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp, STATUS_CODES } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { gunzipSync } from "node:zlib";

export interface SingleRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body?: Buffer;
  readonly signal: AbortSignal;
  readonly room: ResponseRoom;
}

/** What the responses of a call may still take, in bytes, until they are handed over. */
export interface ResponseRoom {
  left: number;
}

export interface HttpResponse {
  /** As Go prints it: "200 OK". */
  readonly status: string;
  readonly statusCode: number;
  /** Names as Go writes them: "Content-Type", "Www-Authenticate". */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** -1 when the server did not say. */
  readonly contentLength: number;
  readonly body: Buffer;
}

export interface Exchanger {
  exchange(request: SingleRequest): Promise<HttpResponse>;
  close(): void;
}

/** `timeoutMs` is real time: the last resort against a server that never answers. */
export function createExchanger(timeoutMs: number): Exchanger {
  const httpAgent = new HttpAgent({ keepAlive: true });
  const httpsAgent = new HttpsAgent({ keepAlive: true });

  function exchange({ method, url, headers, body, signal, room }: SingleRequest): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      const isHttps = url.protocol === "https:";
      const start = isHttps ? requestHttps : requestHttp;
      const sent = start(url, {
        method,
        agent: isHttps ? httpsAgent : httpAgent,
        headers: withDefaults(headers, body),
        signal,
        timeout: timeoutMs,
      });
      sent.on("response", (response) => readResponse(response, room).then(resolve, reject));
      sent.on("timeout", () => sent.destroy(Object.assign(new Error("i/o timeout"), { code: "ETIMEDOUT" })));
      sent.on("error", reject);
      sent.end(body);
    });
  }

  return {
    exchange,
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

/** What Go's client adds by itself. */
function withDefaults(headers: SingleRequest["headers"], body: Buffer | undefined): Record<string, string[]> {
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  return {
    ...Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, [...values]])),
    ...(names.has("user-agent") ? {} : { "User-Agent": ["Go-http-client/1.1"] }),
    ...(names.has("accept-encoding") ? {} : { "Accept-Encoding": ["gzip"] }),
    ...(body === undefined ? {} : { "Content-Length": [String(body.length)] }),
  };
}

async function readResponse(message: IncomingMessage, room: ResponseRoom): Promise<HttpResponse> {
  const encoded = await readBody(message, room);
  const headers = headersOf(message.rawHeaders);
  const statusCode = message.statusCode ?? 0;
  const isZipped = headers["Content-Encoding"]?.[0] === "gzip" && encoded.length > 0;
  if (isZipped) {
    delete headers["Content-Encoding"];
    delete headers["Content-Length"];
  }
  const length = headers["Content-Length"]?.[0];
  return {
    status: `${statusCode} ${message.statusMessage || STATUS_CODES[statusCode] || ""}`.trimEnd(),
    statusCode,
    headers,
    cookies: cookiesOf(headers["Set-Cookie"] ?? []),
    contentLength: length === undefined ? -1 : Number(length),
    body: isZipped ? unzipped(encoded, room) : encoded,
  };
}

/** Leaving the loop early ends the connection. What was read of a body that does not come to its end takes no room. */
async function readBody(message: IncomingMessage, room: ResponseRoom): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let taken = 0;
  try {
    for await (const chunk of message) {
      const bytes = chunk as Buffer;
      room.left -= bytes.length;
      taken += bytes.length;
      if (room.left < 0) throw new Error(TOO_LARGE);
      chunks.push(bytes);
    }
  } catch (error) {
    room.left += taken;
    throw error;
  }
  return Buffer.concat(chunks);
}

function unzipped(encoded: Buffer, room: ResponseRoom): Buffer {
  const limit = Math.max(1, room.left + encoded.length);
  try {
    const body = gunzipSync(encoded, { maxOutputLength: limit });
    room.left -= body.length - encoded.length;
    return body;
  } catch (error) {
    room.left += encoded.length;
    throw (error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE" ? new Error(TOO_LARGE) : error;
  }
}

const TOO_LARGE = "the response is larger than the memory of the call";

function headersOf(raw: readonly string[]): Record<string, readonly string[]> {
  const headers: Record<string, readonly string[]> = {};
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? "").toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
    headers[name] = [...(headers[name] ?? []), raw[at + 1] ?? ""];
  }
  return headers;
}

function cookiesOf(lines: readonly string[]): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const line of lines) {
    const [, name, value] = /^\s*([^=;]+)=([^;]*)/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) cookies[name.trim()] = value.trim();
  }
  return cookies;
}

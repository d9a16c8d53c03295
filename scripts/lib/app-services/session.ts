/** A session with the App Services Admin API: the requests that `realm-cli` 2.6.2 sends (its source, internal/cloud/realm). */
import { createRedactor, type Redactor } from "../../../src/runtime/redaction/redactor";
import { cutTo, printable } from "../../../src/runtime/text/printable";
import { CommandFailed } from "../command";

export interface DeployingKey {
  readonly publicKey: string;
  readonly privateKey: string;
}

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

export interface ServiceSession {
  /** Resolves to the JSON of the answer; undefined where there is none. Rejects with `ServiceRefused`. */
  send(method: Method, path: string, body?: unknown): Promise<unknown>;
  /** Resolves to the bytes of the answer. Rejects with `ServiceRefused`. */
  download(path: string): Promise<Buffer>;
  /** A new one, which lives 30 minutes, for a client that goes on with this session. */
  newAccessToken(): Promise<string>;
}

/** The service answered something else than a success, or did not answer; `status` is null then. */
export class ServiceRefused extends CommandFailed {
  readonly status: number | null;
  readonly code: string | null;

  constructor(message: string, status: number | null, code: string | null) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const API = "/api/admin/v3.0";

const patienceMs = 60_000;

/** A function that is run from outside takes up to 300 s (App Services docs: function constraints); an import may be long. */
const patienceWithWritesMs = 300_000;

/** Bytes of an answer; an export of a whole app has some hundred thousand. */
const largestAnswer = 64 * 1024 * 1024;

const isOfSecrets = /\/secrets(?:\/|$)/;

/** Where requests go, and what must not be read in what is said of them. */
interface Line {
  readonly url: string;
  readonly redactor: Redactor;
}

interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly bytes: Buffer;
}

/** Logs in with an API key. The service takes no service accounts. */
export async function openSession(url: string, key: DeployingKey): Promise<ServiceSession> {
  const line = { url, redactor: createRedactor() };
  line.redactor.learn(key.privateKey);
  let tokens = await logIn(line, key);

  async function sendWithToken(method: Method, path: string, body?: unknown): Promise<Answer> {
    const answer = await request(line, method, path, { token: tokens.accessToken, body });
    if (answer.status !== 401) return answer;
    tokens = await refreshed(line, tokens, key);
    return await request(line, method, path, { token: tokens.accessToken, body });
  }

  return {
    async newAccessToken() {
      tokens = await refreshed(line, tokens, key);
      return tokens.accessToken;
    },
    async send(method, path, body) {
      if (isOfSecrets.test(path)) line.redactor.learn(String((body as { value?: unknown } | undefined)?.value ?? ""));
      return contentOf(line, await sendWithToken(method, path, body), `${method} ${path}`);
    },
    async download(path) {
      const answer = await sendWithToken("GET", path);
      if (!answer.ok) throw refusalIn(line, answer, `GET ${path}`);
      return answer.bytes;
    },
  };
}

async function logIn(line: Line, { publicKey, privateKey }: DeployingKey): Promise<Tokens> {
  const path = "/auth/providers/mongodb-cloud/login";
  const answer = await request(line, "POST", path, { body: { username: publicKey, apiKey: privateKey } });
  if (answer.status === 401 || answer.status === 403) {
    throw new ServiceRefused(
      `App Services at ${line.url} does not accept the API key ${publicKey}. Check both halves of it (DEPLOY_PUBLIC_KEY and DEPLOY_PRIVATE_KEY, or ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY), that it was not deleted, and that this machine's address is on its API access list.`,
      answer.status,
      null,
    );
  }
  return tokensIn(line, contentOf(line, answer, `POST ${path}`));
}

/** An access token lives 30 minutes (App Services Admin API docs, "Get Authentication Tokens"). */
async function refreshed(line: Line, tokens: Tokens, key: DeployingKey): Promise<Tokens> {
  const path = "/auth/session";
  const answer = await request(line, "POST", path, { token: tokens.refreshToken });
  if (!answer.ok) return await logIn(line, key);
  const { access_token } = (contentOf(line, answer, `POST ${path}`) ?? {}) as { access_token?: unknown };
  if (typeof access_token !== "string") return await logIn(line, key);
  line.redactor.learn(access_token);
  return { ...tokens, accessToken: access_token };
}

function tokensIn({ redactor }: Line, content: unknown): Tokens {
  const { access_token, refresh_token } = (content ?? {}) as { access_token?: unknown; refresh_token?: unknown };
  if (typeof access_token === "string" && typeof refresh_token === "string") {
    redactor.learn(access_token);
    redactor.learn(refresh_token);
    return { accessToken: access_token, refreshToken: refresh_token };
  }
  throw new ServiceRefused("App Services answered a login without tokens: try again later", 200, null);
}

interface Sent {
  readonly token?: string;
  readonly body?: unknown;
}

const readTries = 3;

/** A connection that was kept open may be closed by the time the next request goes out: a read is sent again. */
async function request(line: Line, method: Method, path: string, sent: Sent): Promise<Answer> {
  for (let triesLeft = method === "GET" ? readTries : 1; ; triesLeft -= 1) {
    try {
      return await requestOnce(line.url, method, path, sent);
    } catch (error) {
      if (triesLeft > 1 && !isTimeout(error) && !(error instanceof TooLarge)) continue;
      const why = isTimeout(error) ? `no answer within ${patienceFor(method, path) / 1_000} s` : reasonOf(error);
      throw new ServiceRefused(`${line.url} did not answer ${method} ${path}: ${shown(line, why)}`, null, null);
    }
  }
}

const patienceFor = (method: Method, path: string) =>
  method === "GET" || path.startsWith("/auth/") ? patienceMs : patienceWithWritesMs;

async function requestOnce(url: string, method: Method, path: string, { token, body }: Sent): Promise<Answer> {
  const headers = {
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
  };
  // A signal that ends by time is forgotten once the headers are there (nodejs/undici, fetch), and a body may never end.
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new DOMException("no answer", "TimeoutError")), patienceFor(method, path));
  try {
    const answer = await fetch(`${url}${API}${path}`, {
      method,
      headers,
      // A redirect would carry the key to another host.
      redirect: "error",
      signal: limit.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { ok: answer.ok, status: answer.status, bytes: await bytesOf(answer) };
  } finally {
    clearTimeout(timer);
  }
}

class TooLarge extends Error {}

async function bytesOf({ body }: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > largestAnswer) throw new TooLarge(`its answer has more than ${largestAnswer >> 20} MB`);
  }
  return Buffer.concat(chunks);
}

/** fetch has a limit of its own as well, for the headers. */
function isTimeout(error: unknown): boolean {
  const { name, cause } = error as { name: string; cause?: { code?: string } };
  return name === "TimeoutError" || /^UND_ERR_(?:HEADERS|BODY|CONNECT)_TIMEOUT$/.test(cause?.code ?? "");
}

/** fetch says why in the cause of its error, and what the system says has the code in it. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message: string; cause?: { code?: string; message?: string } };
  const why = cause?.message || cause?.code || message;
  const code = cause?.code ?? "";
  return why.includes(code) ? why : `${why} (${code})`;
}

const longestReason = 1_000;

/** What somebody else wrote, fit to be printed. */
function shown({ redactor }: Line, text: string): string {
  return cutTo(longestReason, redactor.redact(printable(text.slice(0, 20 * longestReason))));
}

/** undefined: a success without a body. */
function contentOf(line: Line, answer: Answer, what: string): unknown {
  if (!answer.ok) throw refusalIn(line, answer, what);
  if (answer.bytes.length === 0) return undefined;
  const content = parsed(answer.bytes);
  if (content !== undefined) return content;
  throw new ServiceRefused(`${line.url} answered ${what} with something that is not JSON${notTheService}`, null, null);
}

const notTheService = ": check APP_SERVICES_URL and ATLAS_BASE_URL where they are set, and try again";

function refusalIn(line: Line, { status, bytes }: Answer, what: string): ServiceRefused {
  const { error, error_code } = (parsed(bytes) ?? {}) as { error?: unknown; error_code?: unknown };
  const said = typeof error === "string" ? shown(line, error) : `HTTP status ${status}`;
  const code = typeof error_code === "string" && /^\w{1,80}$/.test(error_code) ? error_code : null;
  const named = code === null ? "" : ` (${code})`;
  return new ServiceRefused(`App Services refused ${what}: ${said}${named}${remedyFor(status)}`, status, code);
}

function remedyFor(status: number): string {
  if (status === 403) return ". The key that deploys needs the role Project Owner in this project";
  return status === 429 || status >= 500 ? ". App Services has a problem of its own: try again in a few minutes" : "";
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** A session with the App Services Admin API: the requests that `realm-cli` 2.6.2 sends (its source, internal/cloud/realm). */
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

/** A function that is run from outside takes up to 300 s (App Services docs: function constraints). */
const patienceMs = 310_000;

/** Logs in with an API key. The service takes no service accounts. */
export async function openSession(url: string, key: DeployingKey): Promise<ServiceSession> {
  let tokens = await logIn(url, key);

  async function sendWithToken(method: Method, path: string, body?: unknown): Promise<Response> {
    const answer = await request(url, method, path, { token: tokens.accessToken, body });
    if (answer.status !== 401) return answer;
    tokens = await refreshed(url, tokens, key);
    return await request(url, method, path, { token: tokens.accessToken, body });
  }

  return {
    async newAccessToken() {
      tokens = await refreshed(url, tokens, key);
      return tokens.accessToken;
    },
    async send(method, path, body) {
      return await contentOf(await sendWithToken(method, path, body), `${method} ${path}`);
    },
    async download(path) {
      const answer = await sendWithToken("GET", path);
      if (!answer.ok) await contentOf(answer, `GET ${path}`);
      return Buffer.from(await answer.arrayBuffer());
    },
  };
}

async function logIn(url: string, { publicKey, privateKey }: DeployingKey): Promise<Tokens> {
  const path = "/auth/providers/mongodb-cloud/login";
  const answer = await request(url, "POST", path, { body: { username: publicKey, apiKey: privateKey } });
  if (answer.status === 401 || answer.status === 403) {
    throw new ServiceRefused(
      `App Services at ${url} does not accept the API key ${publicKey}. Check both halves of it (DEPLOY_PUBLIC_KEY and DEPLOY_PRIVATE_KEY, or ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY), that it was not deleted, and that this machine's address is on its API access list.`,
      answer.status,
      null,
    );
  }
  return tokensIn(await contentOf(answer, `POST ${path}`));
}

/** An access token lives 30 minutes (App Services Admin API docs, "Get Authentication Tokens"). */
async function refreshed(url: string, tokens: Tokens, key: DeployingKey): Promise<Tokens> {
  const answer = await request(url, "POST", "/auth/session", { token: tokens.refreshToken });
  if (!answer.ok) return await logIn(url, key);
  const { access_token } = (await answer.json()) as { access_token?: unknown };
  return typeof access_token === "string" ? { ...tokens, accessToken: access_token } : await logIn(url, key);
}

function tokensIn(content: unknown): Tokens {
  const { access_token, refresh_token } = (content ?? {}) as { access_token?: unknown; refresh_token?: unknown };
  if (typeof access_token === "string" && typeof refresh_token === "string") {
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
async function request(url: string, method: Method, path: string, sent: Sent): Promise<Response> {
  for (let triesLeft = method === "GET" ? readTries : 1; ; triesLeft -= 1) {
    try {
      return await requestOnce(url, method, path, sent);
    } catch (error) {
      if (triesLeft > 1 && (error as Error).name !== "TimeoutError") continue;
      throw new ServiceRefused(`${url} did not answer ${method} ${path}: ${reasonOf(error)}`, null, null);
    }
  }
}

async function requestOnce(url: string, method: Method, path: string, { token, body }: Sent): Promise<Response> {
  const headers = {
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
  };
  return await fetch(`${url}${API}${path}`, {
    method,
    headers,
    // A redirect would carry the key to another host.
    redirect: "error",
    signal: AbortSignal.timeout(patienceMs),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** fetch says why in the cause of its error, and what the system says has the code in it. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message: string; cause?: { code?: string; message?: string } };
  const why = cause?.message || cause?.code || message;
  const code = cause?.code ?? "";
  return why.includes(code) ? why : `${why} (${code})`;
}

async function contentOf(answer: Response, what: string): Promise<unknown> {
  const text = await answer.text().catch(() => "");
  const content = parsed(text);
  if (answer.ok) return content;
  const { error, error_code } = (content ?? {}) as { error?: unknown; error_code?: unknown };
  const said = typeof error === "string" ? error : `HTTP status ${answer.status}`;
  const code = typeof error_code === "string" ? error_code : null;
  throw new ServiceRefused(
    `App Services refused ${what}: ${said}${code === null ? "" : ` (${code})`}${remedyFor(answer.status)}`,
    answer.status,
    code,
  );
}

function remedyFor(status: number): string {
  if (status === 403) return ". The key that deploys needs the role Project Owner in this project";
  return status === 429 || status >= 500 ? ". App Services has a problem of its own: try again in a few minutes" : "";
}

function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads the arguments of `context.http`. Source: Atlas docs, "http.post()" and its siblings, "Request Authentication". */
import type { DigestCredentials } from "./digest";

export interface OutgoingRequest {
  readonly method: string;
  /** The URL, without credentials and fragment. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body?: Buffer;
  readonly credentials?: DigestCredentials;
  /** Asked first; the cookies of its answer go with the request. */
  readonly authUrl?: URL;
  readonly usesDigest: boolean;
  readonly followsRedirects: boolean;
}

/** A refused argument: its message is what the function's promise is rejected with. */
export class RequestArgumentError extends Error {}

/** Names the hold of the clock that a request is made under. Only servers of local Atlas are sent this header. */
export const HOLD_HEADER = "x-local-atlas-hold";

type Arguments = Readonly<Record<string, unknown>>;

const MULTIPART_BOUNDARY = "----local-atlas-form-7d1f0c2b9a";

export function readHttpRequest(method: string, args: Arguments, body: string | Buffer | undefined): OutgoingRequest {
  const url = readUrl(args);
  const authUrl = optional(args, "authUrl", "string");
  const credentials = takeCredentials(url, args);
  const usesDigest = optional(args, "digestAuth", "boolean") ?? false;
  if (usesDigest && !credentials) {
    throw new RequestArgumentError('"digestAuth" needs "username" and "password"');
  }
  const form = readForm(args, body);
  const content = form ?? (body === undefined ? undefined : Buffer.from(body));
  return {
    method: method.toUpperCase(),
    url,
    headers: headersOf(args, credentials, { usesDigest, isForm: form !== undefined }),
    ...(content === undefined ? {} : { body: content }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(authUrl === undefined ? {} : { authUrl: parseUrl("authUrl", authUrl) }),
    usesDigest,
    followsRedirects: optional(args, "followRedirects", "boolean") ?? false,
  };
}

function headersOf(
  args: Arguments,
  credentials: DigestCredentials | undefined,
  { usesDigest, isForm }: { readonly usesDigest: boolean; readonly isForm: boolean },
): Record<string, readonly string[]> {
  const headers = without(readLists(args, "headers"), HOLD_HEADER);
  const has = (wanted: string) => Object.keys(headers).some((name) => name.toLowerCase() === wanted);
  const cookies = readCookies(args);
  if (cookies !== "") headers.Cookie = [cookies];
  if (optional(args, "encodeBodyAsJSON", "boolean") && !has("content-type")) {
    headers["Content-Type"] = ["application/json"];
  }
  if (isForm)
    return {
      ...without(headers, "content-type"),
      "Content-Type": [`multipart/form-data; boundary=${MULTIPART_BOUNDARY}`],
    };
  if (credentials && !usesDigest && !has("authorization")) {
    const basic = Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64");
    headers.Authorization = [`Basic ${basic}`];
  }
  return headers;
}

function readUrl(args: Arguments): URL {
  return parseUrl("url", optional(args, "url", "string") ?? urlOfParts(args));
}

function parseUrl(key: string, text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new RequestArgumentError(`"${key}" is not a URL: ${text}`);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new RequestArgumentError(`unsupported protocol scheme "${url.protocol.slice(0, -1)}"`);
  }
  url.hash = "";
  return url;
}

function urlOfParts(args: Arguments): string {
  const host = optional(args, "host", "string");
  if (host === undefined) throw new RequestArgumentError('"url" or "host" is required');
  const scheme = optional(args, "scheme", "string") ?? "http";
  const path = (optional(args, "path", "string") ?? "").replace(/^\//, "");
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(readLists(args, "query"))) {
    for (const value of values) query.append(name, value);
  }
  optional(args, "fragment", "string");
  const search = query.toString();
  return `${scheme}://${host}/${path}${search === "" ? "" : `?${search}`}`;
}

function takeCredentials(url: URL, args: Arguments): DigestCredentials | undefined {
  const inUrl = { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  url.username = "";
  url.password = "";
  const username = optional(args, "username", "string") ?? inUrl.username;
  const password = optional(args, "password", "string") ?? inUrl.password;
  return username === "" && password === "" ? undefined : { username, password };
}

/** Documented as a document and, in the overview of the arguments, as a string. */
function readCookies(args: Arguments): string {
  if (typeof args.cookies === "string") return args.cookies;
  return cookieHeader(readStrings(args, "cookies"));
}

export function cookieHeader(cookies: Readonly<Record<string, string>>): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");
}

function readForm(args: Arguments, body: string | Buffer | undefined): Buffer | undefined {
  if (args.form === undefined) return undefined;
  if (body !== undefined) throw new RequestArgumentError('"form" and "body" cannot be given together');
  const parts = Object.entries(readStrings(args, "form")).map(
    ([name, value]) =>
      `--${MULTIPART_BOUNDARY}\r\nContent-Disposition: form-data; name="${name.replace(/"/g, "%22")}"\r\n\r\n${value}\r\n`,
  );
  return Buffer.from(`${parts.join("")}--${MULTIPART_BOUNDARY}--\r\n`);
}

interface Types {
  readonly string: string;
  readonly boolean: boolean;
}

function optional<Name extends keyof Types>(args: Arguments, key: string, type: Name): Types[Name] | undefined {
  const value = args[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === type) return value as Types[Name];
  throw new RequestArgumentError(`"${key}" must be a ${type}, not ${kindOf(value)}`);
}

/** A document whose members are arrays of strings. */
function readLists(args: Arguments, key: string): Record<string, readonly string[]> {
  const lists: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(documentAt(args, key))) {
    if (!Array.isArray(value) || !value.every((item): item is string => typeof item === "string")) {
      throw new RequestArgumentError(`"${key}" must hold arrays of strings: "${name}" is ${kindOf(value)}`);
    }
    lists[name] = value;
  }
  return lists;
}

function readStrings(args: Arguments, key: string): Record<string, string> {
  const strings: Record<string, string> = {};
  for (const [name, value] of Object.entries(documentAt(args, key))) {
    if (typeof value !== "string") {
      throw new RequestArgumentError(`"${key}" must hold strings: "${name}" is ${kindOf(value)}`);
    }
    strings[name] = value;
  }
  return strings;
}

function documentAt(args: Arguments, key: string): object {
  const value = args[key];
  if (value === undefined || value === null) return {};
  if (typeof value === "object" && !Array.isArray(value)) return value;
  throw new RequestArgumentError(`"${key}" must be a document, not ${kindOf(value)}`);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "a document" : `a ${typeof value}`;
}

function without(headers: Record<string, readonly string[]>, lowerCaseName: string) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== lowerCaseName));
}

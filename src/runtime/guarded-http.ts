import type { HttpRequest, HttpResponse, SendHttp } from "../atlas/http";
import type { Redactor } from "./redaction/redactor";
import { mapTexts } from "./text/map-texts";
import { printable } from "./text/printable";

/**
 * The edge where text enters. What goes out as a credential is learned. What comes in is made printable, and no credential
 * is left in an error: nothing is cut before.
 */
export function guardHttp(send: SendHttp, redactor: Redactor): SendHttp {
  return async (request) => {
    for (const secret of secretsIn(request)) redactor.learn(secret);
    const response = await send(request).catch((error: unknown) => {
      throw new Error(redactor.redact(printable(error instanceof Error ? error.message : String(error))));
    });
    for (const token of tokensIn(request, response)) redactor.learn(token);
    return isSuccess(response) ? { ...response, body: printableBody(response.body) } : cleanRefusal(response, redactor);
  };
}

function isSuccess({ status }: HttpResponse): boolean {
  return status >= 200 && status <= 299;
}

/** The credentials of a header, less the name of their scheme; and those for a digest challenge. */
function secretsIn({ headers, digest }: HttpRequest): string[] {
  const header = (headers.Authorization ?? "").replace(/^\w+\s+/, "");
  return [header, digest?.password ?? ""].filter((secret) => secret !== "");
}

/** A token is a credential from the moment it is granted. */
function tokensIn({ method }: HttpRequest, response: HttpResponse): string[] {
  if (method !== "POST" || !isSuccess(response)) return [];
  const { access_token: token } = (parseOrNull(response.body) ?? {}) as { access_token?: unknown };
  return typeof token === "string" ? [token] : [];
}

/**
 * JSON writes line breaks and what steers a terminal with a backslash, which few answers have. What else is not printable
 * makes no lines, and is taken out where it leaves. The names of zones are written back as they are.
 */
function printableBody(body: string): string {
  if (body.indexOf("\\") === -1) return body;
  const json = parseOrNull(body);
  if (json === null) return body;
  return JSON.stringify(mapTexts(json, { text: printable, leaves: (key) => key === "zoneName" }));
}

/** An error of the Admin API is far shorter; more is not read. */
const maxErrorLength = 20_000;

function cleanRefusal({ status, headers, body }: HttpResponse, redactor: Redactor): HttpResponse {
  const text = (one: string) => redactor.redact(printable(one));
  const json = body.length > maxErrorLength ? null : parseOrNull(body);
  return {
    status,
    headers: mapTexts(headers, { text }) as HttpResponse["headers"],
    body: json === null ? text(body.slice(0, maxErrorLength)) : JSON.stringify(mapTexts(json, { text })),
  };
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

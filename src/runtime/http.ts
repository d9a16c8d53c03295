import type { HttpRequest, HttpResponse, SendHttp } from "../atlas/http";
import type { FunctionContext } from "./globals";

/** Sends through `context.http`, which resolves for every status and rejects on network failure (App Services docs). */
export function contextHttp(platform: FunctionContext): SendHttp {
  const calls = { GET: platform.http.get, PATCH: platform.http.patch, POST: platform.http.post };
  return async (request) => {
    const send = calls[request.method];
    return answerFrom(await send.call(platform.http, argumentsOf(request)));
  };
}

function argumentsOf(request: HttpRequest): Parameters<FunctionContext["http"]["get"]>[0] {
  const headers: Record<string, string[]> = {};
  for (const name of Object.keys(request.headers)) headers[name] = [request.headers[name] ?? ""];
  return {
    url: request.url,
    headers,
    ...(request.body !== undefined && { body: request.body }),
    ...(request.digest !== undefined && { ...request.digest, digestAuth: true }),
  };
}

function answerFrom(answer: Awaited<ReturnType<FunctionContext["http"]["get"]>>): HttpResponse {
  const headers: Record<string, string> = {};
  for (const name of Object.keys(answer.headers ?? {})) {
    headers[name.toLowerCase()] = (answer.headers[name] ?? []).join(", ");
  }
  return { status: answer.statusCode, headers, body: answer.body ? answer.body.text() : "" };
}

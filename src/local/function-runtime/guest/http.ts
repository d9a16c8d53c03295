/** `context.http`. The host checks the arguments and talks; here they become text, and its answer a response. */
import type { BsonModule } from "./bson";
import type { Ejson } from "./ejson";
import type { Host } from "./host";
import type { Operations } from "./operations";

const METHODS = ["get", "post", "put", "patch", "delete", "head"] as const;

export interface ResponseFacts {
  readonly meta: Record<string, unknown>;
  readonly body: string | ArrayBuffer;
}

export interface Formats {
  readonly bson: BsonModule;
  readonly ejson: Ejson;
}

export function createHttp(host: Host, operations: Operations, formats: Formats): unknown {
  function send(method: string, args: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const request = describeRequest(args, formats);
      const id = operations.begin({
        settle: (answer) => {
          const { meta, body } = answer as ResponseFacts;
          resolve({ ...meta, body: formats.bson.binaryOf(body) });
        },
        fail: (message) => reject(new Error(message)),
      });
      const refusal = host.refuseRequest(id, method, request.argumentsJson, request.body);
      if (refusal === undefined) return;
      operations.end(id);
      reject(new Error(refusal));
    });
  }
  const http: Record<string, unknown> = {};
  for (const method of METHODS) http[method] = (args: unknown) => send(method, args);
  return http;
}

function describeRequest(args: unknown, formats: Formats): { argumentsJson: string; body?: string | ArrayBuffer } {
  if (typeof args !== "object" || args === null) throw new TypeError("an HTTP request takes one document of arguments");
  const { body, ...others } = args as Record<string, unknown>;
  const argumentsJson = JSON.stringify(others);
  return body === undefined || body === null
    ? { argumentsJson }
    : { argumentsJson, body: bodyOf(body, others.encodeBodyAsJSON, formats) };
}

/** A body that is encoded is Extended JSON, as the documentation of `encodeBodyAsJSON` says: 1 is {"$numberInt": "1"}. */
function bodyOf(body: unknown, asJson: unknown, { bson, ejson }: Formats): string | ArrayBuffer {
  if (bson.isBinary(body)) return body.bytes().slice().buffer;
  if (asJson === true) return JSON.stringify(ejson.stringify(body));
  if (typeof body === "string") return JSON.stringify(body);
  throw new TypeError('"body" must be a string or a BSON.Binary, or "encodeBodyAsJSON" must be true');
}

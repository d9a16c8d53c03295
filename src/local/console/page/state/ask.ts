/** Requests of the page to local Atlas. What local Atlas refuses is an error with its sentence. */
import { CONSOLE, type Refusal } from "../../protocol";

type Method = "GET" | "POST" | "PUT" | "DELETE";

export class RefusedError extends Error {
  override readonly name = "RefusedError";
}

/** `path` is below `/local-atlas/console`. The answer is trusted to be what the protocol says of the path. */
export async function ask<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${CONSOLE}${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new RefusedError("Local Atlas does not answer: is npm start still running?");
  });
  const answer: unknown = await response.json().catch(() => ({}));
  if (response.ok) return answer as Answer;
  throw new RefusedError((answer as Partial<Refusal>).error ?? `Local Atlas answered ${response.status}`);
}

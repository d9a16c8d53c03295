/** GET /requests/:id: one request with all that is known of it. */

import { CONSOLE, type RequestDetail } from "../../protocol";
import { clusterOfPath } from "../books/cluster-before";
import type { KeptRequest } from "../books/request-book";
import { Refused } from "../query";
import { type App, answer } from "../routes";
import { type ConsoleWorld, keyOf } from "../world";

export interface RequestSources {
  readonly world: Pick<ConsoleWorld, "requests" | "runs" | "port">;
  /** Where local Atlas is reached. */
  readonly url: string;
}

export function registerRequestRoutes(app: App, sources: RequestSources): void {
  app.get(`${CONSOLE}/requests/:id`, (c) =>
    answer(c, (): RequestDetail => {
      const kept = sources.world.requests.find(Number(c.req.param("id")));
      if (kept === undefined) throw new Refused("Local Atlas no longer knows this request.", 404);
      const { state, body, before } = kept;
      return {
        ...state,
        body: asJson(body),
        before: asJson(before),
        reason: reasonFor(sources.world, kept),
        curl: curlOf(kept, sources.url),
      };
    }),
  );
}

const asJson = (value: unknown) => (value === undefined ? null : JSON.stringify(value, null, 2));

function reasonFor({ runs, port }: RequestSources["world"], { state }: KeptRequest): string | null {
  const cluster = state.method === "GET" ? undefined : clusterOfPath(state.path);
  const run = state.runId === null ? undefined : runs.find(state.runId);
  if (cluster === undefined || run === undefined) return null;
  return port.reasonFor({ result: run.result, logs: run.logs }, keyOf(cluster));
}

function curlOf({ state, body, accept }: KeptRequest, url: string): string {
  const { method, path, query } = state;
  return [
    `curl --digest -u "$PUBLIC_KEY:$PRIVATE_KEY"`,
    ...(method === "GET" ? [] : [`-X ${method}`]),
    ...(accept === "" ? [] : [`-H ${quoted(`Accept: ${accept}`)}`]),
    ...(body === undefined ? [] : [`-H 'Content-Type: application/json' -d ${quoted(JSON.stringify(body))}`]),
    quoted(`${url}${path}${query}`),
  ].join(" ");
}

/** For a POSIX shell: nothing in it is read as anything but itself. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

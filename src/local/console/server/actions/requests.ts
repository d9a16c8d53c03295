/** GET /requests/:id: one request with all that is known of it. */

import { visibleLines, visibleText } from "../../lanes/visible-text";
import { CONSOLE, type RequestDetail } from "../../protocol";
import { jsonForShell, shellWord } from "../../shell-words";
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

/**
 * The same request by curl. The path may hold brackets, which curl would take for a range of addresses (`-g`); a body may
 * begin with `@`, by which curl means a file (`--data-raw`).
 */
function curlOf({ state, body, accept }: KeptRequest, url: string): string {
  const { method, path, query } = state;
  return [
    `curl -g --digest -u "$PUBLIC_KEY:$PRIVATE_KEY"`,
    ...(method === "GET" ? [] : [`-X ${method}`]),
    ...(accept === "" ? [] : [`-H ${shellWord(`Accept: ${visibleText(accept)}`)}`]),
    ...(body === undefined ? [] : [`-H 'Content-Type: application/json' --data-raw ${shellWord(textOf(body))}`]),
    shellWord(`${url}${path}${query}`),
  ].join(" ");
}

/** What was no JSON was kept as the text that it was. */
const textOf = (body: unknown) => (typeof body === "string" ? visibleLines(body) : jsonForShell(body));

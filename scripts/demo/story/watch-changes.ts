/** Every change that the functions ask Atlas for, with the cluster as it was just before. */
import type { AnsweredRequest, RequestWatcher } from "../../../src/local/admin-api/exchange";
import type { HttpRequest, RequestRecord } from "../../../src/local/admin-api/http/http-types";
import type { AtlasState } from "../../../src/local/admin-api/state/state";
import { clusterBefore, clusterOfPath } from "../../../src/local/console/server/books/cluster-before";

export interface AskedChange {
  readonly at: number;
  readonly projectId: string;
  readonly cluster: string;
  /** 0: it was never answered. */
  readonly status: number;
  /** Atlas's code for why it refused; null: it did not. */
  readonly errorCode: string | null;
  readonly body: unknown;
  /** The cluster as it was, reduced to what the body names; undefined: Atlas did not come to look at it. */
  readonly before: unknown;
  /** The run that asked. */
  readonly runId: string | null;
}

export class ChangeWatcher implements RequestWatcher {
  readonly changes: AskedChange[] = [];
  #state: AtlasState | undefined;

  watch(state: AtlasState): this {
    this.#state = state;
    return this;
  }

  aboutTo(request: HttpRequest): unknown {
    return this.#state === undefined ? undefined : clusterBefore(this.#state, request);
  }

  answered({ at, method, path, status, ...record }: RequestRecord, { isChallenge, before }: AnsweredRequest): void {
    const named = method === "PATCH" ? clusterOfPath(path) : undefined;
    // The first leg of a digest pair asks for nothing yet.
    if (named === undefined || isChallenge) return;
    this.changes.push({
      at,
      projectId: named.projectId,
      cluster: named.name,
      status,
      errorCode: record.errorCode ?? null,
      body: record.body,
      before,
      runId: record.runId ?? null,
    });
  }
}

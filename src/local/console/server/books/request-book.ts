/** The requests of the Admin API as they are answered, with what somebody may want to know of one. */
import type { AnsweredRequest, RequestWatcher } from "../../../admin-api/exchange";
import type { HttpRequest, RequestRecord } from "../../../admin-api/http/http-types";
import type { AtlasState } from "../../../admin-api/state/state";
import type { RequestState } from "../../protocol";
import { clusterBefore } from "./cluster-before";
import { Recent } from "./recent";

const REQUESTS_KEPT = 2_000;
/** Runs whose changes are counted at a time: no more are ever under way. */
const COUNTED_RUNS = 1_000;

export interface KeptRequest {
  readonly state: RequestState;
  readonly body: unknown;
  readonly before: unknown;
  /** What the client accepts: the version it speaks. */
  readonly accept: string;
}

export class RequestBook implements RequestWatcher {
  readonly recent = new Recent<KeptRequest>(REQUESTS_KEPT);
  readonly #state: AtlasState;
  readonly #changes = new Map<string, number>();

  constructor(state: AtlasState) {
    this.#state = state;
  }

  aboutTo(request: HttpRequest): unknown {
    return clusterBefore(this.#state, request);
  }

  answered(record: RequestRecord, { isChallenge, caller, before, accept }: AnsweredRequest): void {
    // The client of the functions always sends both legs of a digest pair; the first of them tells nobody anything.
    if (isChallenge && caller !== undefined) return;
    const { at, method, path, query, status, body } = record;
    const state = {
      id: this.recent.total + 1,
      at,
      method,
      path,
      query: query === "" ? "" : `?${query}`,
      status,
      actor: record.actor ?? null,
      errorCode: record.errorCode ?? null,
      fault: record.fault ?? null,
      runId: record.runId ?? null,
      isLook: caller?.isLook === true,
    };
    this.recent.add({ state, body, before, accept });
    if (caller !== undefined && method !== "GET" && status >= 200 && status < 300) this.#count(caller.runId);
  }

  find(id: number): KeptRequest | undefined {
    return this.recent.items.find(({ state }) => state.id === id);
  }

  ofRun(runId: string): readonly RequestState[] {
    return this.recent.items.flatMap(({ state }) => (state.runId === runId ? [state] : []));
  }

  /** How many changes of this run were taken. The run has ended: nobody asks again. */
  takeChanges(runId: string): number {
    const count = this.#changes.get(runId) ?? 0;
    this.#changes.delete(runId);
    return count;
  }

  #count(runId: string): void {
    if (this.#changes.size >= COUNTED_RUNS) this.#changes.clear();
    this.#changes.set(runId, (this.#changes.get(runId) ?? 0) + 1);
  }
}

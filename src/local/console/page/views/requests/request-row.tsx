import { visibleText } from "../../../lanes/visible-text";
import type { RequestState } from "../../../protocol";
import { StatusText } from "../../parts/status-text";
import { addressOf } from "../../state/address";
import { shortPath } from "./short-path";

interface RequestRowProps {
  readonly request: RequestState;
  readonly isChosen: boolean;
}

export function RequestRow({ request, isChosen }: RequestRowProps) {
  const { id, at, method, path, query, runId } = request;
  const isWrite = method !== "GET";
  return (
    <div class={isChosen ? "request request-chosen" : "request"}>
      <span class="request-at">{timeText(at)}</span>
      <a
        class={isWrite ? "mono request-path request-write" : "mono request-path"}
        href={addressOf("requests", String(id))}
        aria-current={isChosen ? "true" : undefined}
      >
        {visibleText(`${method} ${shortPath(path)}${query}`)}
      </a>
      <span class="request-status">
        <StatusText request={request} />
      </span>
      <span class="request-run">{runId !== null && <a href={addressOf("functions", "run", runId)}>run</a>}</span>
    </div>
  );
}

/** `11-26 06:03:38`, UTC. */
function timeText(at: number): string {
  return new Date(at).toISOString().slice(5, 19).replace("T", " ");
}

import { visibleText } from "../../lanes/visible-text";
import type { RequestState } from "../../protocol";

/** The status of an answer with its error code, and the fault that made it so. */
export function StatusText({ request }: { readonly request: RequestState }) {
  const { status, errorCode, fault } = request;
  const isBad = status === 0 || status >= 400;
  return (
    <span class={isBad ? "bad" : ""}>
      {isBad && <span aria-hidden="true">✗ </span>}
      {status === 0 ? "no answer" : status}
      {errorCode !== null && ` ${visibleText(errorCode)}`}
      {fault !== null && <span class="warn"> ⚠ fault: {visibleText(fault)}</span>}
    </span>
  );
}

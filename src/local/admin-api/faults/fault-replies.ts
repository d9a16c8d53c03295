import { STATUS_CODES } from "node:http";
import { errorReply } from "../http/error-reply";
import { ApiError } from "../http/errors";
import type { Reply } from "../http/http-types";
import type { Fault } from "./faults";

const CODES: Record<number, readonly [code: string, detail: string]> = {
  429: ["RATE_LIMITED", "Resource is limited to a number of requests every minute."],
  500: ["UNEXPECTED_ERROR", "Unexpected error."],
  503: ["SERVICE_UNAVAILABLE", "The service is unavailable."],
};

/** What a status fault answers: Atlas's error body, or plain text where a gateway in front of it would answer. */
export function faultReply(fault: Extract<Fault, { kind: "status" }>): Reply {
  const headers: Record<string, string> =
    fault.retryAfterSeconds === undefined ? {} : { "Retry-After": String(fault.retryAfterSeconds) };
  if (fault.code === undefined && (fault.status === 502 || fault.status === 504)) {
    const body = `upstream error: ${STATUS_CODES[fault.status]}`;
    return { status: fault.status, headers: { ...headers, "Content-Type": "text/plain" }, body };
  }
  const [code, detail] = CODES[fault.status] ?? ["UNEXPECTED_ERROR", "An injected fault."];
  return errorReply(new ApiError(fault.status, fault.code ?? code, detail), headers);
}

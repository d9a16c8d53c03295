import { type ApiError, errorBody } from "./errors";
import { ERROR_HEADERS, jsonReply, type Reply } from "./http-types";

/** Errors have a plain content type and repeat their code in a header (recorded). */
export function errorReply(error: ApiError, headers: Readonly<Record<string, string>> = {}): Reply {
  const own = { ...headers, ...error.headers, ...ERROR_HEADERS, "X-Error-Code": error.code };
  return { ...jsonReply(error.status, errorBody(error), own), errorCode: error.code };
}

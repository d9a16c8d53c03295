import { BODY_BYTES_MAX } from "../limits";
import { ApiError } from "./errors";
import { isJsonObject, type JsonObject } from "./json-reading";
import { invalidVersionDate, readVersionDate } from "./versions";

/**
 * The JSON object in a body. The content type is plain or versioned JSON (Atlas docs, "Migrate to a new version"). What
 * Atlas answers to another one and to a huge body is in no public source: 415 and 413 stand in.
 */
export function readJsonBody(bodyText: string, contentType: string | undefined): JsonObject {
  const value = readJson(bodyText, contentType);
  if (!isJsonObject(value)) throw wrongShape();
  return value;
}

/** The same for the few operations that take a list. */
export function readJsonList(bodyText: string, contentType: string | undefined): readonly unknown[] {
  const value = readJson(bodyText, contentType);
  if (!Array.isArray(value)) throw wrongShape();
  return value;
}

const wrongShape = () => new ApiError(400, "INVALID_JSON", "Received JSON does not match expected format.");

function readJson(bodyText: string, contentType: string | undefined): unknown {
  checkContentType(contentType ?? "");
  if (Buffer.byteLength(bodyText) > BODY_BYTES_MAX) {
    throw new ApiError(413, "REQUEST_TOO_LARGE", `Request bodies are limited to ${BODY_BYTES_MAX} bytes.`);
  }
  return parse(bodyText);
}

function checkContentType(contentType: string): void {
  if (/^application\/json\b/i.test(contentType)) return;
  if (!/^application\/vnd\.atlas\./i.test(contentType)) {
    throw new ApiError(415, "UNSUPPORTED_MEDIA_TYPE", `The content type ${contentType || "(none)"} is not supported.`);
  }
  if (readVersionDate(contentType) === undefined) throw invalidVersionDate();
}

function parse(bodyText: string): unknown {
  try {
    return JSON.parse(bodyText);
  } catch {
    throw new ApiError(400, "MALFORMED_JSON", "Received JSON is malformed.");
  }
}

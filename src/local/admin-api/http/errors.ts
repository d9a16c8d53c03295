import { STATUS_CODES } from "node:http";

/** A refusal in the shape of the Admin API: `{error, errorCode, detail, parameters, reason}`. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly parameters: readonly (string | number)[];
  /** What goes with the refusal beside the headers of every answer. */
  readonly headers: Readonly<Record<string, string>> = {};

  constructor(status: number, code: string, detail: string, parameters: readonly (string | number)[] = []) {
    super(detail);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.parameters = parameters;
  }
}

/** The body as recorded (August 2026): keys in alphabetical order, `parameters` always present. */
export function errorBody(error: ApiError): Record<string, unknown> {
  return {
    detail: error.message,
    error: error.status,
    errorCode: error.code,
    parameters: error.parameters,
    reason: STATUS_CODES[error.status] ?? "Error",
  };
}

/** The body of every recorded 401 challenge, to the byte (142 of them); it has no `parameters`. */
export const UNAUTHORIZED_BODY = `{
  "error" : 401,
  "reason" : "Unauthorized",
  "detail" : "You are not authorized for this resource.",
  "errorCode" : "UNEXPECTED_ERROR"
}`;

export const invalidAttribute = (name: string) =>
  new ApiError(400, "INVALID_ATTRIBUTE", `Invalid attribute ${name} specified.`, [name]);

export const readOnlyAttribute = (name: string) =>
  new ApiError(400, "ATTRIBUTE_READ_ONLY", `The attribute ${name} is read-only and cannot be changed by the user.`, [
    name,
  ]);

export const missingAttribute = (name: string) =>
  new ApiError(400, "MISSING_ATTRIBUTE", `The required attribute ${name} was not specified.`, [name]);

export const wrongJsonAttribute = (name: string) =>
  new ApiError(
    400,
    "INVALID_JSON_ATTRIBUTE",
    `Received JSON for the ${name} attribute does not match expected format.`,
    [name],
  );

export const invalidEnumValue = (value: string) =>
  new ApiError(400, "INVALID_ENUM_VALUE", `An invalid enumeration value ${value} was specified.`, [value]);

export const validationError = (why: string) =>
  new ApiError(400, "VALIDATION_ERROR", `The request content produced the validation error: ${why}.`, [why]);

export const invalidQueryParameter = (name: string) =>
  new ApiError(400, "INVALID_QUERY_PARAMETER", `Invalid query parameter ${name} specified.`, [name]);

export const clusterNotFound = (name: string, projectId: string) =>
  new ApiError(404, "CLUSTER_NOT_FOUND", `No cluster named ${name} exists in group ${projectId}.`, [name, projectId]);

export const invalidConfiguration = (why: string) =>
  new ApiError(400, "INVALID_CLUSTER_CONFIGURATION", `The specified cluster configuration is not valid. ${why}`);

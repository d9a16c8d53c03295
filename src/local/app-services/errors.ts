/**
 * A refusal in the shape of the App Services Admin API: `{"error": "<message>", "error_code": "<Code>"}`. The codes are
 * those that MongoDB's client SDKs list; some refusals carry none (the integration tests of realm-cli say which).
 */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly status: number;
  readonly code: string | undefined;

  constructor(status: number, code: string | undefined, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function errorBody({ message, code }: ServiceError): Record<string, string> {
  return { error: message, ...(code === undefined ? {} : { error_code: code }) };
}

export const invalidSession = (why: string) => new ServiceError(401, "InvalidSession", `invalid session: ${why}`);

export const badRequest = (why: string) => new ServiceError(400, "BadRequest", why);

export const missingParameter = (name: string) =>
  new ServiceError(400, "MissingParameter", `missing required parameter: ${name}`);

export const invalidParameter = (why: string) => new ServiceError(400, "InvalidParameter", why);

export const notFound = (what: "function" | "trigger" | "value" | "draft" | "deployment", id: string) =>
  new ServiceError(404, NOT_FOUND[what], `${what} not found: "${id}"`);

/** What the service calls an event subscription is a trigger. */
const NOT_FOUND = {
  function: "FunctionNotFound",
  trigger: "EventSubscriptionNotFound",
  value: "ValueNotFound",
  draft: "DraftNotFound",
  deployment: "DeploymentNotFound",
} as const;

/** Without a code (realm-cli, secrets_test.go). */
export const secretNotFound = (id: string) => new ServiceError(404, undefined, `secret not found: "${id}"`);

export const absent = (what: string) =>
  new ServiceError(501, "LocalAtlasAbsent", `local Atlas does not emulate ${what}`);

/** Fault rules as the control routes take them: of the right shape, few, short and soon over. */
import type { Fault, FaultRule, RandomFaults } from "../../faults/faults";
import { validationError } from "../../http/errors";
import {
  type JsonObject,
  optional,
  readList,
  readNumber,
  readObject,
  readText,
  readWhole,
  refuseUnknownAttributes,
} from "../../http/json-reading";
import { keep } from "../../http/keep";
import { PATTERN_LENGTH_MAX } from "../../http/path-pattern";

/** More rules than this were left behind by somebody. */
export const RULES_MAX = 200;
/** An hour of the emulator's clock. */
const LATENCY_MS_MAX = 3_600_000;
const COUNT_MAX = 1_000_000;

export function readFaultRule(body: JsonObject): FaultRule {
  refuseUnknownAttributes(body, [
    ...["method", "path", "cluster", "leg", "skip", "times", "probability", "seed", "fault"],
  ]);
  const times = body.times === "always" ? ("always" as const) : optional(body.times, "times", readCount);
  return {
    ...keep("method", optional(body.method, "method", readShortText)),
    ...keep("path", optional(body.path, "path", readShortText)),
    ...keep("cluster", optional(body.cluster, "cluster", readShortText)),
    ...keep("leg", optional(body.leg, "leg", readOneOf("authenticated", "challenge", "any"))),
    ...keep("skip", optional(body.skip, "skip", readCount)),
    ...keep("times", times),
    ...keep("probability", optional(body.probability, "probability", readShare)),
    ...keep("seed", optional(body.seed, "seed", readWhole)),
    fault: readFault(body.fault),
  };
}

export function readRandomFaults(body: JsonObject): RandomFaults {
  refuseUnknownAttributes(body, ["seed", "rate", "faults"]);
  const rate = readShare(body.rate, "rate");
  const faults = readList(body.faults, "faults");
  if (faults.length === 0 || faults.length > RULES_MAX) throw validationError(`faults must be 1 to ${RULES_MAX}`);
  return { seed: readWhole(body.seed, "seed"), rate, faults: faults.map(readFault) };
}

const FAULT_KEYS = {
  latency: ["ms"],
  status: ["status", "code", "retryAfterSeconds", "when"],
  reset: ["when"],
  "never-answered": ["when"],
  truncate: [],
  "expire-tokens": [],
} as const satisfies Record<Fault["kind"], readonly string[]>;

const FAULT_KINDS = Object.keys(FAULT_KEYS) as Fault["kind"][];

function readFault(value: unknown): Fault {
  const fault = readObject(value, "fault");
  const kind = readOneOf(...FAULT_KINDS)(fault.kind, "kind");
  refuseUnknownAttributes(fault, ["kind", ...FAULT_KEYS[kind]]);
  const when = keep("when", optional(fault.when, "when", readOneOf("before", "after")));
  switch (kind) {
    case "latency":
      return { kind, ms: readBetween(0, LATENCY_MS_MAX)(fault.ms, "ms") };
    case "status":
      return {
        kind,
        status: readBetween(200, 599)(fault.status, "status"),
        ...keep("code", optional(fault.code, "code", readShortText)),
        ...keep("retryAfterSeconds", optional(fault.retryAfterSeconds, "retryAfterSeconds", readCount)),
        ...when,
      };
    case "reset":
    case "never-answered":
      return { kind, ...when };
    case "truncate":
    case "expire-tokens":
      return { kind };
  }
}

function readShare(value: unknown, name: string): number {
  const share = readNumber(value, name);
  if (!(share >= 0 && share <= 1)) throw validationError(`${name} must be between 0 and 1`);
  return share;
}

const readBetween = (min: number, max: number) => (value: unknown, name: string) => {
  const number = readWhole(value, name);
  if (number < min || number > max) throw validationError(`${name} must be between ${min} and ${max}`);
  return number;
};
const readCount = readBetween(0, COUNT_MAX);

function readShortText(value: unknown, name: string): string {
  const text = readText(value, name);
  if (text.length > PATTERN_LENGTH_MAX)
    throw validationError(`${name} must be at most ${PATTERN_LENGTH_MAX} characters`);
  return text;
}

const readOneOf =
  <T extends string>(...values: readonly T[]) =>
  (value: unknown, name: string): T => {
    const found = values.find((one) => one === value);
    if (found === undefined) throw validationError(`${name} must be one of ${values.join(", ")}`);
    return found;
  };

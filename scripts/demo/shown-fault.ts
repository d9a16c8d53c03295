/** A fault of Atlas that the demo is asked to show: `OUT_OF_CAPACITY@2026-12-01T12:00Z`. */

import type { FaultRule } from "../../src/local/admin-api/faults/faults";
import { didYouMean } from "../../src/schedule/document/guess";
import { type Flag, type FlagReading, instantFlag } from "../lib/flags";

/** What Atlas answers to a PATCH, and its status, by the code in the answer. */
const statusByCode = {
  OUT_OF_CAPACITY: 409,
  CLUSTER_DISK_IOPS_INVALID: 400,
  USER_UNAUTHORIZED: 401,
  RATE_LIMITED: 429,
  UNEXPECTED_ERROR: 500,
} as const;

const codes = Object.keys(statusByCode) as readonly (keyof typeof statusByCode)[];

export interface ShownFault {
  readonly code: (typeof codes)[number];
  /** Epoch milliseconds. */
  readonly at: number;
}

export const faultFlag: Flag<ShownFault | null> = {
  placeholder: "CODE@INSTANT",
  help: `let Atlas refuse the first change requested from then on, such as OUT_OF_CAPACITY@2026-12-01T12:00Z; CODE is one of ${codes.join(", ")}`,
  absent: null,
  read,
};

function read(text: string): FlagReading<ShownFault> {
  const [given = "", instant] = text.split("@");
  const code = codes.find((one) => one === given);
  if (code === undefined) return { problem: `${given} is not one of ${codes.join(", ")}${didYouMean(given, codes)}` };
  if (instant === undefined) return { problem: `says not when: write ${code}@2026-12-01T12:00Z` };
  const reading = instantFlag("").read(instant);
  if ("problem" in reading) return reading;
  return reading.value === null ? { problem: "has no instant" } : { value: { code, at: reading.value } };
}

/** For local Atlas: it refuses one PATCH of a cluster, which has no effect then. */
export function faultRule({ code }: ShownFault): FaultRule {
  return {
    method: "PATCH",
    path: "*/clusters/*",
    times: 1,
    fault: { kind: "status", status: statusByCode[code], code },
  };
}

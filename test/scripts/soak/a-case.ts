/** One small case by hand: a cluster that is M50 every afternoon, for three days. */

import { projectIds, type SoakCase } from "../../../scripts/soak/generated/case";

export const startMs = Date.parse("2027-03-01T00:00Z");

/** Instants of the case: "1 13:00" is one o'clock of the second day. */
export function at(text: string): number {
  const [day = "", time = ""] = text.split(" ");
  return startMs + Number(day) * 86_400_000 + Date.parse(`1970-01-01T${time}Z`);
}

export function aCase(changes: Partial<SoakCase> = {}): SoakCase {
  return {
    startMs,
    days: 3,
    documents: [
      {
        drift: "respect",
        mode: "on",
        schedules: [
          {
            name: "s0",
            selectsBy: "name",
            project: projectIds[0],
            timezone: "UTC",
            baseline: { tier: "M30" },
            windows: [{ name: "afternoon", start: "0 12 * * *", end: "0 18 * * *", target: { tier: "M50" } }],
          },
        ],
      },
    ],
    clusters: [
      {
        project: projectIds[0],
        schedule: "s0",
        kind: "plain",
        isUnfit: false,
        input: { name: "s0-1", tier: "M30", diskSizeGB: 64 },
      },
    ],
    identity: "api-key",
    settings: {},
    firing: { seed: 1, lost: 0, late: 0, doubled: 0, overlapping: 0 },
    http: { seed: 1, rate: 0, faults: [] },
    happenings: [{ does: "resize", tier: "M40", on: 0, afterMs: at("1 13:00") - startMs }],
    ...changes,
  };
}

/** How much one run changes when much is due at once, on an Atlas that does nothing but list, show and resize. */

import { reconcile } from "../../src/operations/reconcile";
import { aFleet } from "./busy-fleet";
import type { Row } from "./table";

const project = "5e1ec444970199272441a214";
const boundary = Date.parse("2026-12-01T12:00Z");
/** The boundary's own run, and the heartbeats after it. */
const runsAtMinutes = [0, 7, 22, 37, 52, 67];

/** Of 1,500 clusters 1,200 change at noon, half of them to a larger tier. */
export async function benchChanges(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const credentials of ["api-key", "service-account"] as const) rows.push(...(await changesBy(credentials)));
  return rows;
}

async function changesBy(credentials: "api-key" | "service-account"): Promise<readonly Row[]> {
  const fleet = aFleet({
    schedule: {
      timezone: "UTC",
      schedules: [due("up", "M10", "M50"), due("down", "M50", "M10"), due("still", "M20", "M20")],
    },
    clusters: { [project]: [...named("up", "M10", 600), ...named("down", "M50", 600), ...named("still", "M20", 300)] },
    from: new Date(boundary).toISOString(),
    credentials,
  });
  const changes: number[] = [];
  for (const minute of runsAtMinutes) {
    await fleet.until(new Date(boundary + minute * 60_000).toISOString());
    const { asked } = await fleet.run(reconcile);
    if (asked.length === 0) break;
    changes.push(asked.length);
  }
  const by = credentials === "api-key" ? "API key" : "service account";
  return [
    {
      what: `changes that one run asks for, of 1,500 clusters, ${by}`,
      value: changes[0] ?? 0,
      unit: "changes",
      against: { what: "changes due", value: 1_200 },
    },
    { what: `runs until all 1,200 are asked for, ${by}`, value: changes.length, unit: "runs" },
  ];
}

function due(name: string, from: string, to: string): object {
  const windows = [{ name: "day", from: "2026-12-01T12:00", until: "2026-12-02T12:00", tier: to }];
  return { name, clusters: [{ glob: `${name}-*` }], projects: [project], baseline: { tier: from }, windows };
}

function named(prefix: string, tier: string, count: number) {
  return Array.from({ length: count }, (_, index) => ({ name: `${prefix}-${index}`, tier }));
}

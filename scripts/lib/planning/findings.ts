/** What a reviewer of a schedule should look at before it is deployed. */

import { FAR, warningsOf } from "../../../src/schedule/document/warnings";
import type { Issue } from "../../../src/schedule/model";
import { type Overlap, overlapsOf, type Shadowing, shadowingsOf } from "./conflicts";
import type { Plan } from "./schedule";

export interface Findings {
  readonly overlaps: readonly Overlap[];
  readonly shadowings: readonly Shadowing[];
  readonly warnings: readonly Issue[];
}

export function findingsOf(plan: Plan): Findings {
  const { document } = plan.source;
  return {
    overlaps: overlapsOf(plan),
    shadowings: shadowingsOf(document.schedules),
    warnings: warningsOf(document, plan.from, FAR),
  };
}

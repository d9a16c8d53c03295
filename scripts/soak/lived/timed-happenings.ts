/** When each thing of a case happens. Some happen just before a boundary, or on both sides of one. */

import type { Happening, SoakCase } from "../generated/case";
import { projectIds } from "../generated/case";
import { dayMs, hourMs, minuteMs, secondMs } from "../generated/time";
import { oracleFor } from "../oracle/timeline";
import { rivalEveryMs } from "./perform-act";

/** In the order of time. What is to happen before a boundary that never comes is left out. */
export function timedHappenings(soakCase: SoakCase): readonly Happening[] {
  const endMs = soakCase.days * dayMs;
  return soakCase.happenings
    .flatMap((happening) => timed(soakCase, happening))
    .filter(({ afterMs }) => afterMs >= 0 && afterMs < endMs)
    .sort((a, b) => a.afterMs - b.afterMs);
}

function timed(soakCase: SoakCase, happening: Happening): readonly Happening[] {
  const { secondsBeforeBoundary, ...plain } = happening;
  if (secondsBeforeBoundary === undefined && happening.does !== "foresee") return [happening];
  const boundaryMs = boundaryAfter(soakCase, happening);
  if (boundaryMs === null) return [];
  const at = (ms: number) => ({ on: happening.on, afterMs: ms - soakCase.startMs });
  if (happening.does !== "foresee") return [{ ...plain, ...at(boundaryMs - (secondsBeforeBoundary ?? 0) * secondMs) }];
  return [
    { does: "become", asOfMs: boundaryMs, ...at(boundaryMs - happening.minutesBefore * minuteMs) },
    { does: "become", asOfMs: boundaryMs - minuteMs, ...at(boundaryMs + happening.minutesAfter * minuteMs) },
  ];
}

/** By the document that is deployed first. */
function boundaryAfter(soakCase: SoakCase, { on, afterMs }: Happening): number | null {
  const clusters = projectIds.flatMap((id) => soakCase.clusters.filter(({ project }) => project === id));
  const schedule = clusters[on % clusters.length]?.schedule;
  if (schedule === undefined) return null;
  const { startMs, days } = soakCase;
  const oracle = oracleFor(soakCase, []);
  return oracle.boundaries(schedule, startMs + afterMs, startMs + days * dayMs)[0] ?? null;
}

/** The instants near which triggers are to fire: those of everything that happens, and of all that goes on. */
export function busyInstants(startMs: number, happenings: readonly Happening[]): readonly number[] {
  return happenings.flatMap((happening) => {
    const atMs = startMs + happening.afterMs;
    if (happening.does !== "rival") return [atMs];
    return Array.from({ length: happening.times }, (_, time) => atMs + time * rivalEveryMs + hourMs / 2);
  });
}

/** The function files as the build makes them, once for all the test files of a worker. */
import { bundleFunctions } from "../../scripts/build/functions";
import { fingerprint } from "../../src/operations/run/fingerprint";

/** In place of the fingerprint of a schedule document. */
const standIn = "c0ffee00";

let bundled: ReturnType<typeof bundleFunctions> | undefined;

/** By name, as built from this schedule: schedules differ only in their fingerprint. */
export async function functionsFor(schedule: object): Promise<ReadonlyMap<string, string>> {
  bundled ??= bundleFunctions({ scheduleFingerprints: [standIn] });
  const mark = fingerprint(schedule);
  return new Map(Array.from(await bundled, ([name, text]) => [name, text.replace(standIn, mark)]));
}

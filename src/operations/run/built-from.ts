/** Put in by the build: fingerprints of the schedule documents that the triggers were built from. */
declare const BUILT_FROM: readonly string[];

/** None when the code was not bundled by the build. */
export function builtFrom(): readonly string[] {
  return typeof BUILT_FROM === "undefined" ? [] : BUILT_FROM;
}

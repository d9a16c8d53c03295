/** The build puts in the fingerprints of the schedule documents that it made the triggers from. */
declare const BUILT_FROM: readonly string[];

/** There are none where the build did not bundle the code. */
export function builtFrom(): readonly string[] {
  return typeof BUILT_FROM === "undefined" ? [] : BUILT_FROM;
}

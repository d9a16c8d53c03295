import type { Limits } from "../../schedule/model";

/** The limits of the committed schedule documents: of the Value, and of the environments that have one of their own. */
export interface CommittedLimits {
  readonly value: Limits | null;
  /** By tag; that of an app without an environment is "no-environment". */
  readonly environments: Readonly<Record<string, Limits>>;
}

/** What the build puts into the functions of the app folder that it made them for. */
export interface BuiltFrom {
  /** Fingerprints of the schedule documents that the triggers were made from. */
  readonly documents: readonly string[];
  /** Minutes of the hour at which the heartbeat fires; none where no triggers were made. */
  readonly heartbeatMinutes: readonly number[];
  /** Hosts, with their port if they have one, that the committed Value ATLAS_BASE_URL names. */
  readonly hosts: readonly string[];
  readonly limits: CommittedLimits;
}

declare const BUILT_FROM: BuiltFrom;

/** There is nothing of it where the build did not bundle the code. */
export function builtFrom(): BuiltFrom {
  const nothing = { documents: [], heartbeatMinutes: [], hosts: [], limits: { value: null, environments: {} } };
  return typeof BUILT_FROM === "undefined" ? nothing : BUILT_FROM;
}

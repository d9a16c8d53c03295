/** An App Services app as its folder describes it, checked. */

export interface AppFolder {
  readonly config: AppConfig;
  readonly functions: readonly AppFunction[];
  readonly triggers: readonly ScheduledTrigger[];
  readonly values: readonly AppValue[];
  /** Environment values by environment tag; the tag of an app without environment is "no-environment". */
  readonly environments: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface AppConfig {
  readonly name: string;
  /** Present once the app was pushed, for realm-cli writes it into the file: "atlas-cluster-scheduler-abcde". */
  readonly clientAppId?: string;
  readonly location: string;
  readonly providerRegion: string;
  readonly deploymentModel: string;
  readonly environment: EnvironmentTag;
}

export const ENVIRONMENT_TAGS = ["no-environment", "development", "testing", "qa", "production"] as const;
export type EnvironmentTag = (typeof ENVIRONMENT_TAGS)[number];

export interface AppFunction {
  readonly name: string;
  readonly source: string;
  readonly isPrivate: boolean;
  readonly runsAsSystem: boolean;
  readonly hidesArguments: boolean;
}

export interface ScheduledTrigger {
  readonly name: string;
  /** Five fields, UTC, under Atlas's own rules. */
  readonly schedule: string;
  readonly functionName: string;
  readonly isDisabled: boolean;
  /** Runs that fell into a time when the trigger was disabled are dropped when it is enabled again. */
  readonly skipsCatchup: boolean;
}

export interface AppValue {
  readonly name: string;
  /** With `isFromSecret`, the name of the Secret. */
  readonly value: unknown;
  readonly isFromSecret: boolean;
}

/** `where` is a file of the folder, with the path inside it where that helps: "triggers/nightly.json: config.schedule". */
export interface AppIssue {
  readonly where: string;
  readonly problem: string;
}

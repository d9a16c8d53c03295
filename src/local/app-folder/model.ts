/** An App Services app: in parts as a folder or an import request holds them, and checked. */

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

/** One JSON document of an app; `where` names it in a problem. */
export interface AppPart {
  readonly where: string;
  readonly content: unknown;
}

export interface AppParts {
  readonly config: AppPart;
  readonly functionConfig: AppPart | undefined;
  /** By the name of the function. */
  readonly sources: ReadonlyMap<string, string>;
  readonly triggers: readonly AppPart[];
  readonly values: readonly AppPart[];
  /** By environment tag. */
  readonly environments: ReadonlyMap<string, AppPart>;
}

export interface AppSurroundings {
  /** Names of the Secrets the app has. */
  readonly secretNames: readonly string[];
}

export type AppReading = { readonly app: AppFolder } | { readonly issues: readonly AppIssue[] };

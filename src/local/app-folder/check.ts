/**
 * Checks the parts of an app as an import does, all problems at once. The parts come from a folder, or from the body
 * of an import request.
 */
import { checkConfig } from "./check-config";
import { checkFunctions } from "./check-functions";
import { checkTriggers } from "./check-triggers";
import { checkEnvironments, checkValues } from "./check-values";
import type { AppFolder, AppIssue } from "./model";

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

export function checkApp(parts: AppParts, surroundings: AppSurroundings): AppReading {
  const issues: AppIssue[] = [];
  const report = (where: string, problem: string) => void issues.push({ where, problem });
  const functions = checkFunctions(parts.functionConfig, parts.sources, report);
  const app = {
    config: checkConfig(parts.config, report),
    functions,
    triggers: checkTriggers(parts.triggers, new Set(parts.sources.keys()), report),
    values: checkValues(parts.values, new Set(surroundings.secretNames), report),
    environments: checkEnvironments(parts.environments, report),
  };
  return issues.length > 0 ? { issues } : { app };
}

/**
 * Checks the parts of an app as an import does, all problems at once. The parts come from a folder, or from the body
 * of an import request.
 */
import { checkConfig } from "./check-config";
import { checkFunctions } from "./check-functions";
import { checkTriggers } from "./check-triggers";
import { checkEnvironments, checkValues } from "./check-values";
import type { AppIssue, AppParts, AppReading, AppSurroundings } from "./model";

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

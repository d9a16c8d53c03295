/** `functions/config.json` and the sources beside it. Source: Atlas docs, "App Configuration Files", "Functions". */
import { refuseFunctionFile } from "../function-runtime/source-check";
import type { AppFunction, AppPart } from "./model";
import { isObject, type Report, readFlag, readText, refuseRepeats } from "./read-json";

export function checkFunctions(
  config: AppPart | undefined,
  sources: ReadonlyMap<string, string>,
  report: Report,
): readonly AppFunction[] {
  if (config && !Array.isArray(config.content)) report(config.where, "must be a JSON array");
  const entries: readonly unknown[] = config && Array.isArray(config.content) ? config.content : [];
  const file = config?.where ?? "functions/config.json";
  const functions = entries.map((entry, index) => checkFunction(entry, `${file}[${index}]`, sources, report));
  refuseRepeats(functions, "function", report);
  const configured = new Set(functions.map(({ name }) => name));
  for (const name of sources.keys()) {
    if (!configured.has(name)) report(`functions/${name}.js`, `is not listed in ${file}`);
  }
  return functions.map(({ where: _, ...described }) => described);
}

function checkFunction(
  entry: unknown,
  where: string,
  sources: ReadonlyMap<string, string>,
  report: Report,
): AppFunction & { readonly where: string } {
  const described = isObject(entry) ? entry : {};
  if (!isObject(entry)) report(where, "must be a JSON object");
  const name = readText(described, "name", where, report);
  if (name.length > 64) report(`${where}: name`, `"${name}" has more than 64 characters`);
  const source = sources.get(name);
  if (name !== "" && source === undefined) report(where, `there is no source functions/${name}.js`);
  const problem = source === undefined ? undefined : refuseFunctionFile(source);
  if (problem !== undefined) report(`functions/${name}.js`, problem);
  return {
    where,
    name,
    source: source ?? "",
    isPrivate: readFlag(described, "private", where, report),
    runsAsSystem: readFlag(described, "run_as_system", where, report),
    hidesArguments: readFlag(described, "disable_arg_logs", where, report),
  };
}
